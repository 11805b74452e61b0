import { Button } from '@codegouvfr/react-dsfr/Button';
import { Upload } from '@codegouvfr/react-dsfr/Upload';
import { BORNES_LOGO, exigerPoidsLogo } from '@tdt/domaine';
import { useRef, useState } from 'react';
import { idChamp } from '../commun/champs.js';
import { demander, entetesOrganisme } from './session.js';

export interface OrganismeALogo {
  id: string;
  nom: string;
  /** SHA-256 of its logo, under which the image is read. */
  logo: string | null;
}

const PANNE = 'Le service ne répond pas : rien n’est changé. Vérifiez votre connexion, puis recommencez.';

/** Gives this logo to an organisation, or takes away the one that it has. @returns why not, null when it is done */
async function envoyer(id: string, fichier: File | null): Promise<string | null> {
  const poids = exigerPoidsLogo(fichier?.size ?? 0);
  if (!poids.ok) return poids.refus.message;
  const body = new FormData();
  if (fichier) body.set('fichier', fichier);
  const envoi = fichier ? { method: 'PUT', body } : { method: 'DELETE' };
  try {
    const reponse = await demander(`/documents/logos/${id}`, { ...envoi, headers: entetesOrganisme() });
    if (reponse.ok) return null;
    const { errors } = (await reponse.json()) as { errors?: { message: string }[] };
    return errors?.[0]?.message ?? PANNE;
  } catch {
    return PANNE;
  }
}

/** `nom` is null where the name stands beside it. */
export function ImageLogo({ nom, logo }: { nom: string | null; logo: string }) {
  return <img className="tdt-logo" src={`/documents/logos/${logo}`} alt={nom === null ? '' : `Logo de ${nom}`} />;
}

interface Props {
  organisme: OrganismeALogo;
  relire: () => void;
}

/** The logo of an organisation: what it is, another one, or none. What is already frozen keeps the one that it has. */
export function ChangerLogo({ organisme: { id, nom, logo }, relire }: Props) {
  const [envoi, setEnvoi] = useState(false);
  const [erreur, setErreur] = useState<string | null>(null);
  const [fait, setFait] = useState('');
  const etat = useRef<HTMLDivElement>(null);
  const changer = async (fichier: File | null) => {
    setEnvoi(true);
    setFait('');
    const raison = await envoyer(id, fichier);
    setEnvoi(false);
    setErreur(raison);
    if (raison !== null) return;
    setFait(fichier ? `« ${fichier.name} » est le logo de ${nom}.` : `${nom} n’a plus de logo.`);
    // The button that was pressed goes away with the logo.
    if (!fichier) etat.current?.focus();
    relire();
  };
  const { octets, coteMin, coteMax } = BORNES_LOGO;
  return (
    <>
      {logo && (
        <p>
          <ImageLogo nom={nom} logo={logo} />
        </p>
      )}
      <Upload
        label={logo ? `Remplacer le logo de ${nom}` : `Logo de ${nom}`}
        hint={`PNG ou JPEG, ${octets / 1_000} ko au plus, de ${coteMin} à ${coteMax.toLocaleString('fr-FR')} pixels de côté.`}
        state={erreur === null ? 'default' : 'error'}
        stateRelatedMessage={erreur ?? undefined}
        disabled={envoi}
        nativeInputProps={{
          id: idChamp(`logo.${id}`),
          accept: '.png,.jpg,.jpeg',
          onChange: (e) => {
            const [fichier] = e.currentTarget.files ?? [];
            if (fichier) void changer(fichier);
            // The same file, once corrected, is chosen again.
            e.currentTarget.value = '';
          },
        }}
      />
      {logo && (
        <Button
          className="fr-mt-2w"
          priority="tertiary"
          size="small"
          disabled={envoi}
          onClick={() => void changer(null)}
        >
          Retirer le logo<span className="fr-sr-only"> de {nom}</span>
        </Button>
      )}
      <div ref={etat} tabIndex={-1} role="status" className="fr-mt-1w">
        {envoi && <p className="fr-mb-0">Envoi en cours…</p>}
        {fait !== '' && <p className="fr-valid-text fr-mb-0">{fait}</p>}
      </div>
    </>
  );
}
