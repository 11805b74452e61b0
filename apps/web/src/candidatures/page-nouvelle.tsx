import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { RadioButtons } from '@codegouvfr/react-dsfr/RadioButtons';
import { Select } from '@codegouvfr/react-dsfr/Select';
import { ecrireInstant } from '@tdt/domaine';
import { useRef, useState, type FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { LISTE_APPELS } from '../appels/appel.js';
import { clientGraphql, muter, nouvelleCle } from '../commun/api.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useSession } from '../connexion/session.js';
import { ENREGISTRER, LISTE_CANDIDATURES, OUVRIR, UNE_CANDIDATURE } from './candidature.js';
import { demandeDe } from './demande.js';
import { reprise, saisieDe, type Champ, type Saisie } from './saisie.js';

/** Copies a former file into the draft just opened. @returns a sentence when it could not be done */
async function reprendre(modele: string, brouillon: { id: string; version: number }): Promise<string | null> {
  const echec = 'Le brouillon est ouvert, mais l’ancien dossier n’a pas pu y être repris.';
  const { data } = await clientGraphql.query(UNE_CANDIDATURE, { id: modele }).toPromise();
  if (!data?.candidature) return echec;
  const saisie = saisieDe(data.candidature);
  const repris = reprise(saisie);
  const demande = demandeDe({ ...saisie, ...repris } as Saisie, Object.keys(repris) as Champ[]);
  const issue = await muter(ENREGISTRER, { d: { ...brouillon, ...demande } });
  return issue.sorte === 'fait' ? null : echec;
}

function useOuverture() {
  const aller = useNavigate();
  const organisme = useSession()?.organisme;
  const cle = useRef(nouvelleCle());
  const [envoi, setEnvoi] = useState(false);
  const [probleme, setProbleme] = useState<{ message: string; id?: string } | null>(null);
  const ouvrir = async (appelId: string, modele: string) => {
    setEnvoi(true);
    setProbleme(null);
    const issue = await muter(OUVRIR, { appelId, porteurId: organisme?.id ?? '' }, { cle: cle.current });
    if (issue.sorte === 'fait') {
      const { id, version } = issue.fait;
      const message = modele === '' ? null : await reprendre(modele, { id, version });
      if (message === null) return void (await aller(`/candidatures/${id}/structure`));
      setProbleme({ message, id });
    } else setProbleme({ message: issue.sorte === 'refus' ? issue.refus.message : issue.message });
    setEnvoi(false);
    return undefined;
  };
  return { ouvrir, envoi, probleme };
}

function Probleme({ message, id }: { message: string; id?: string }) {
  return (
    <div className="fr-mb-3w">
      <Alert small severity="error" description={message} />
      <p className="fr-mt-1w">
        <Link to={id ? `/candidatures/${id}/structure` : '/candidatures'}>
          {id ? 'Remplir le brouillon' : 'Voir vos candidatures'}
        </Link>
      </p>
    </div>
  );
}

function PourQui() {
  const session = useSession();
  return (
    <p>
      La candidature sera portée par <strong>{session?.organisme?.nom}</strong>.{' '}
      <Link to="/mon-organisme?retour=/candidatures/nouvelle">Agir pour un autre organisme</Link>
    </p>
  );
}

/** The call answered and the file taken up. The address remembers them, one moment later: reloaded, the page says the same. */
function useChoix() {
  const [adresse, setAdresse] = useSearchParams();
  const [choix, setChoix] = useState({ appel: adresse.get('appel') ?? '', modele: adresse.get('modele') ?? '' });
  const choisir = (change: Partial<typeof choix>) => {
    const nouveau = { ...choix, ...change };
    setChoix(nouveau);
    setAdresse(nouveau, { replace: true });
  };
  return { appelId: choix.appel, modele: choix.modele, choisir };
}

/** Opens a draft: for which call, and from which former file. */
export default function PageNouvelle() {
  const { appelId, modele, choisir } = useChoix();
  const [{ data: appels, error: panneAppels }, relireAppels] = useQuery({ query: LISTE_APPELS });
  const [{ data: anciennes }] = useQuery({ query: LISTE_CANDIDATURES, variables: {} });
  const [oublie, setOublie] = useState(false);
  const { ouvrir, envoi, probleme } = useOuverture();
  if (panneAppels)
    return <Panne erreur={panneAppels} reessayer={() => relireAppels({ requestPolicy: 'network-only' })} />;
  if (!appels) return <Attente />;
  const ouverts = appels.appelsAProjets.edges.map((e) => e.node).filter((a) => a.etat === 'OUVERT');
  const dossiers = anciennes?.candidatures.edges.map((e) => e.node) ?? [];
  const envoyer = (evenement: FormEvent) => {
    evenement.preventDefault();
    if (appelId === '') setOublie(true);
    else void ouvrir(appelId, modele);
  };
  return (
    <>
      <Titre onglet="Nouvelle candidature">Nouvelle candidature</Titre>
      {probleme && <Probleme {...probleme} />}
      {ouverts.length === 0 ? (
        <p>
          Aucun appel n’est ouvert en ce moment. <Link to="/">Les appels à venir</Link> paraissent avec leur calendrier.
        </p>
      ) : (
        <form onSubmit={envoyer}>
          <PourQui />
          <RadioButtons
            legend="À quel appel répondez-vous ?"
            name="appel"
            state={oublie && appelId === '' ? 'error' : 'default'}
            stateRelatedMessage="Choisissez un appel."
            options={ouverts.map((a) => ({
              label: a.titre,
              hintText: a.cloture ? `Dépôt jusqu’au ${ecrireInstant(new Date(a.cloture))}` : undefined,
              nativeInputProps: {
                value: a.id,
                checked: appelId === a.id,
                onChange: () => choisir({ appel: a.id }),
              },
            }))}
          />
          {dossiers.length > 0 && (
            <Select
              label="Reprendre un ancien dossier (facultatif)"
              hint="Le projet, ses actions, le budget et le plan sont recopiés ; les pièces et les dates sont à redonner"
              nativeSelectProps={{
                value: modele,
                onChange: (e) => choisir({ modele: e.currentTarget.value }),
              }}
            >
              <option value="">Partir d’une page blanche</option>
              {dossiers.map((d) => (
                <option key={d.id} value={d.id}>
                  {d.titre || 'Projet sans titre'} ({d.appel.titre})
                </option>
              ))}
            </Select>
          )}
          <Button type="submit" disabled={envoi}>
            {envoi ? 'Ouverture…' : 'Ouvrir le brouillon'}
          </Button>
        </form>
      )}
    </>
  );
}
