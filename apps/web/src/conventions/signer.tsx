import { Button } from '@codegouvfr/react-dsfr/Button';
import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import {
  arriveesDe,
  ecrireDate,
  fautesDuSignataire,
  jourDeParis,
  LIBELLES_TYPE_ACTE,
  lireModifications,
  TYPES_ACTE,
  type ActeHabilitant,
  type DetailRefus,
  type DonneesConvention,
  type TypeActe,
} from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { Echec, useActe } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampChoix, ChampDate, ChampTexte, ContexteErreurs, idChamp, useErreur } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { DEMANDER_EXTERNE, nomDuDocument, SIGNER, type ConventionLue } from './convention.js';
import { CHAMPS_VOIE, ChoixVoie, fautesDeVoie, VOIE_ICI, type SaisieVoie } from './voie-signature.js';

/** Who signs, and by what act, as it is typed. */
export interface SaisieSignataire {
  nom: string;
  qualite: string;
  type: TypeActe | '';
  numero: string;
  date: string;
}

interface Saisie extends SaisieSignataire, SaisieVoie {
  lu: boolean;
}

/** SHA-256 of the file that is downloaded from this page. */
const empreinteDe = ({ scelleEmpreinte, pdfEmpreinte }: ConventionLue) => scelleEmpreinte ?? pdfEmpreinte ?? '';

export const CHAMPS_SIGNATAIRE = ['nom', 'qualite', 'acte.type', 'acte.numero', 'acte.date'];
const CHAMPS = [...CHAMPS_SIGNATAIRE, ...CHAMPS_VOIE, 'lu'];

/**
 * What the convention itself says of the signatory of this party: nobody types it again. The act that empowered him to sign it
 * is not the one that empowers him to change it: that one is asked for. Of a funder who joins, the avenant says the act.
 */
export function saisieInitiale(
  { avenantDeId, avenantModifications }: Pick<ConventionLue, 'avenantDeId' | 'avenantModifications'>,
  donnees: DonneesConvention,
  organismeId: string,
): SaisieSignataire {
  const modifications = lireModifications(avenantModifications ?? '[]');
  const changent = modifications.flatMap((m) => (m.type === 'FINANCEUR' ? [m.partie] : []));
  const parties = [donnees.beneficiaire, ...donnees.financeurs, ...changent];
  const partie = parties.find((p) => p.organismeId === organismeId);
  const ditSonActe =
    avenantDeId === null || arriveesDe(modifications).some((m) => m.partie.organismeId === organismeId);
  const acte: ActeHabilitant | null = ditSonActe ? (partie?.acteHabilitant ?? null) : null;
  return {
    nom: partie?.representantNom ?? '',
    qualite: partie?.representantQualite ?? '',
    type: acte?.type ?? '',
    numero: acte?.numero ?? '',
    date: acte?.date ?? '',
  };
}

export const faute = (chemin: string, message: string): DetailRefus => ({ code: 'ACTE_INVALIDE', chemin, message });

/** What is missing from what was typed of the signatory. */
export function fautesDeSaisie({ nom, qualite, type, numero, date }: SaisieSignataire): DetailRefus[] {
  const acte = { type: type || 'AUTRE', numero, date } as const;
  return [
    ...fautesDuSignataire({ nom, qualite, acte }, jourDeParis(new Date())),
    ...(type === '' ? [faute('acte.type', 'Choisissez la forme de l’acte.')] : []),
    ...(date === '' ? [faute('acte.date', 'Indiquez la date de l’acte.')] : []),
  ];
}

function fautes(saisie: Saisie, document: string): DetailRefus[] {
  return [
    ...fautesDeSaisie(saisie),
    ...fautesDeVoie(saisie),
    ...(saisie.lu ? [] : [faute('lu', `Téléchargez et lisez ${document} avant de signer.`)]),
  ];
}

interface PropsSignataire {
  saisie: SaisieSignataire;
  poser: (changement: Partial<SaisieSignataire>) => void;
}

export function ChampsSignataire({ saisie, poser }: PropsSignataire) {
  return (
    <>
      <ChampTexte
        chemin="nom"
        label="Prénom et nom du signataire"
        valeur={saisie.nom}
        max={200}
        surChangement={(nom) => poser({ nom })}
      />
      <ChampTexte
        chemin="qualite"
        label="Qualité du signataire"
        indice="Par exemple : présidente du conseil régional"
        valeur={saisie.qualite}
        max={200}
        surChangement={(qualite) => poser({ qualite })}
      />
      <ChampChoix
        chemin="acte.type"
        label="Acte qui habilite à signer"
        valeur={saisie.type}
        vide="Choisir"
        surChangement={(type) => poser({ type: type as TypeActe })}
        options={TYPES_ACTE.map((valeur) => ({ valeur, texte: LIBELLES_TYPE_ACTE[valeur] }))}
      />
      <ChampTexte
        chemin="acte.numero"
        label="Numéro de cet acte"
        indice="Délibération, délégation de signature ou décision"
        valeur={saisie.numero}
        max={100}
        surChangement={(numero) => poser({ numero })}
      />
      <ChampDate
        chemin="acte.date"
        label="Date de cet acte"
        valeur={saisie.date}
        surChangement={(date) => poser({ date })}
      />
    </>
  );
}

interface LuProps {
  convention: ConventionLue;
  lu: boolean;
  poser: (changement: Partial<Saisie>) => void;
}

function JaiLu({ convention, lu, poser }: LuProps) {
  const erreur = useErreur('lu');
  return (
    <Checkbox
      id={idChamp('lu')}
      legend="Avant de signer"
      options={[
        {
          label: `J’ai lu ${nomDuDocument(convention)}, en entier`,
          hintText: `Empreinte du document : ${empreinteDe(convention).slice(0, 16)}…`,
          nativeInputProps: {
            checked: lu,
            onChange: (e) => poser({ lu: e.currentTarget.checked }),
          },
        },
      ]}
      state={erreur ? 'error' : 'default'}
      stateRelatedMessage={erreur}
    />
  );
}

function CeQuEngage({ saisie, organisme, prestataire }: Pick<Props, 'organisme' | 'prestataire'> & { saisie: Saisie }) {
  const { nom, qualite, type, numero, date, chezPrestataire, courriel } = saisie;
  return (
    <>
      <p>
        {nom}, {qualite}, signe pour {organisme.nom}
        {type && ` en vertu de l’acte « ${LIBELLES_TYPE_ACTE[type]} » n° ${numero}`}
        {date && ` du ${ecrireDate(date)}`}.
      </p>
      {chezPrestataire && (
        <p>
          {prestataire} lui écrit à {courriel.trim()}. Jusqu’à sa réponse, votre organisme ne peut pas signer autrement,
          mais peut abandonner cette demande.
        </p>
      )}
      <p>Une signature donnée ne se reprend pas : tout changement sera un avenant, signé des parties qu’il concerne.</p>
    </>
  );
}

interface Props {
  convention: ConventionLue;
  organisme: { id: string; nom: string };
  donnees: DonneesConvention;
  /** Name of the provider that the platform is tied to, null when there is none. */
  prestataire: string | null;
  relire: () => void;
}

/** One party signs the very file that it has read: checked here as there, confirmed with what it commits to (R33); or asks the provider. */
export function Signer({ convention, organisme, donnees, prestataire, relire }: Props) {
  const [gardee, garder] = useGardeLocale<Saisie>(`signature.${convention.id}.${organisme.id}`);
  const vierge = { ...saisieInitiale(convention, donnees, organisme.id), ...VOIE_ICI, lu: false };
  const gardable = { ...vierge, ...gardee };
  const saisie = prestataire === null ? { ...gardable, chezPrestataire: false } : gardable;
  const poser = (changement: Partial<Saisie>) => garder({ ...saisie, ...changement });
  const [confirmation, setConfirmation] = useState(false);
  const { issue, envoi, tenter, effacer, erreurs } = useActe();
  const demander = (evenement: FormEvent) => {
    evenement.preventDefault();
    const details = fautes(saisie, nomDuDocument(convention));
    if (details.length === 0) {
      effacer();
      return setConfirmation(true);
    }
    const refus = { code: 'ACTE_INVALIDE', message: 'La signature est incomplète.', chemin: null, details };
    return void tenter(() => Promise.resolve({ sorte: 'refus', refus }));
  };
  const signer = async () => {
    const { nom, qualite, type, numero, date } = saisie;
    const acte = { type: type || 'AUTRE', numero, date } as const;
    const d = { conventionId: convention.id, empreinte: empreinteDe(convention), nom, qualite, acte };
    const { courriel, mobile } = saisie;
    const fait = await tenter((cle) =>
      saisie.chezPrestataire
        ? muter(DEMANDER_EXTERNE, { d: { ...d, courriel, mobile } }, cle)
        : muter(SIGNER, { d }, cle),
    );
    setConfirmation(false);
    if (!fait) return;
    garder(null);
    relire();
  };
  return (
    <section aria-labelledby="signer">
      <h2 id="signer">Signer pour {organisme.nom}</h2>
      <form onSubmit={demander} noValidate>
        <ContexteErreurs value={erreurs}>
          <Echec titre="Votre signature n’est pas enregistrée" issue={issue} champs={CHAMPS} />
          <ChampsSignataire saisie={saisie} poser={poser} />
          {prestataire && <ChoixVoie prestataire={prestataire} saisie={saisie} poser={poser} />}
          <JaiLu convention={convention} lu={saisie.lu} poser={poser} />
        </ContexteErreurs>
        <Button type="submit" disabled={envoi}>
          {saisie.chezPrestataire ? `Faire signer chez ${prestataire}…` : 'Signer…'}
        </Button>{' '}
        <Button priority="tertiary" linkProps={{ to: `/conventions/${convention.id}/papier` }}>
          Signer sur papier
        </Button>
      </form>
      <Dialogue
        ouvert={confirmation}
        titre={`${saisie.chezPrestataire ? 'Faire signer' : 'Signer'} ${nomDuDocument(convention)} ?`}
        surFermeture={() => setConfirmation(false)}
        actions={
          <>
            <Button onClick={() => void signer()} disabled={envoi}>
              {envoi ? 'Envoi en cours…' : saisie.chezPrestataire ? 'Faire signer' : 'Signer'}
            </Button>
            <Button priority="secondary" onClick={() => setConfirmation(false)}>
              Revenir
            </Button>
          </>
        }
      >
        <CeQuEngage saisie={saisie} organisme={organisme} prestataire={prestataire} />
      </Dialogue>
    </section>
  );
}
