import { Button } from '@codegouvfr/react-dsfr/Button';
import { Checkbox } from '@codegouvfr/react-dsfr/Checkbox';
import { lireDonneesConvention } from '@tdt/domaine';
import type { FormEvent } from 'react';
import { Echec, useActe } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampChoix, ChampDate, ContexteErreurs, idChamp, useErreur } from '../commun/champs.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { ENREGISTRER_PAPIER, type ConventionLue } from './convention.js';
import { seLit } from './depot-numerisation.js';
import { ReperesLus, useReperes } from './reperes-lus.js';
import type { SignatureLue } from './signatures.js';
import {
  CHAMPS_SIGNATAIRE,
  ChampsSignataire,
  faute,
  fautesDeSaisie,
  saisieInitiale,
  type SaisieSignataire,
} from './signer.js';

interface Saisie extends SaisieSignataire {
  organismeId: string;
  signeeLe: string;
  pagesVerifiees: boolean;
}

const CHAMPS = ['organismeId', ...CHAMPS_SIGNATAIRE, 'signeeLe', 'pagesVerifiees'];

interface AttestationProps {
  coche: boolean;
  surChangement: (coche: boolean) => void;
}

function Attestation({ coche, surChangement }: AttestationProps) {
  const erreur = useErreur('pagesVerifiees');
  return (
    <Checkbox
      id={idChamp('pagesVerifiees')}
      legend="Les pages numérisées"
      options={[
        {
          label: 'J’ai vérifié chaque page',
          hintText:
            'Nécessaire pour les pages qui ne sont pas reconnues : chacune est celle du document, et aucune ne manque.',
          nativeInputProps: { checked: coche, onChange: (e) => surChangement(e.currentTarget.checked) },
        },
      ]}
      state={erreur ? 'error' : 'default'}
      stateRelatedMessage={erreur}
    />
  );
}

interface Props {
  convention: ConventionLue;
  attendues: readonly SignatureLue[];
  relire: () => void;
}

/** What is typed for the party that is chosen, kept on this device, and its recording. */
function useEnregistrement({ convention, relire }: Props, recues: readonly SignatureLue[]) {
  const vierge = (organismeId: string): Saisie => ({
    ...saisieInitiale(convention, lireDonneesConvention(convention.donnees), organismeId),
    organismeId,
    signeeLe: '',
    pagesVerifiees: false,
  });
  const [gardee, garder] = useGardeLocale<Saisie>(`papier.${convention.id}`);
  const { tenter, ...acte } = useActe();
  const choisie = recues.find((s) => s.organisme.id === gardee?.organismeId) ?? recues[0];
  const lecture = useReperes(choisie);
  const organismeId = choisie?.organisme.id ?? '';
  const saisie = gardee?.organismeId === organismeId ? gardee : vierge(organismeId);
  const enregistrer = async () => {
    const { type, numero, date, nom, qualite, ...reste } = saisie;
    const sansDate = saisie.signeeLe === '' ? [faute('signeeLe', 'Indiquez la date portée sur le papier.')] : [];
    const details = [...fautesDeSaisie(saisie), ...sansDate];
    const refus = { code: 'ACTE_INVALIDE', message: 'La signature est incomplète.', chemin: null, details };
    if (details.length > 0) return void tenter(() => Promise.resolve({ sorte: 'refus', refus }));
    const habilitant = { type: type || 'AUTRE', numero, date } as const;
    const signee = { conventionId: convention.id, pieceId: choisie?.pieceId ?? '', reperes: lecture?.textes ?? [] };
    const d = { ...signee, nom, qualite, acte: habilitant, ...reste };
    if (!(await tenter((cle) => muter(ENREGISTRER_PAPIER, { d }, cle)))) return;
    garder(null);
    relire();
  };
  const poser = (changement: Partial<Saisie>) => garder({ ...saisie, ...changement });
  const choisir = (autre: string) => garder(vierge(autre));
  return { ...acte, saisie, poser, choisir, enregistrer, lecture };
}

/** The staff reads the scan, and writes down who signed, when, and by what power. */
export function EnregistrerPapier(props: Props) {
  const recues = props.attendues.filter((s) => s.pieceId !== null && seLit(s));
  const { issue, envoi, erreurs, saisie, poser, choisir, enregistrer, lecture } = useEnregistrement(props, recues);
  const soumettre = (evenement: FormEvent) => {
    evenement.preventDefault();
    void enregistrer();
  };
  if (recues.length === 0) {
    return (
      <section aria-labelledby="enregistrer">
        <h2 id="enregistrer">3. Enregistrer la signature</h2>
        <p>Ce sera possible une fois la numérisation reçue et déclarée saine par l’antivirus.</p>
      </section>
    );
  }
  return (
    <section aria-labelledby="enregistrer">
      <h2 id="enregistrer">3. Enregistrer la signature</h2>
      <p>
        Lisez la numérisation, puis recopiez ce qui y est écrit. La signature aura le même effet que si elle avait été
        donnée ici, et ne se reprendra pas. Si vous avez déposé la numérisation, un autre gestionnaire l’enregistre.
      </p>
      <form onSubmit={soumettre} noValidate>
        <ContexteErreurs value={erreurs}>
          <Echec titre="La signature n’est pas enregistrée" issue={issue} champs={CHAMPS} />
          <ChampChoix
            chemin="organismeId"
            label="Partie qui a signé"
            valeur={saisie.organismeId}
            options={recues.map(({ organisme }) => ({ valeur: organisme.id, texte: organisme.nom }))}
            surChangement={choisir}
          />
          <ChampsSignataire saisie={saisie} poser={poser} />
          <ChampDate
            chemin="signeeLe"
            label="Date portée sur le papier"
            valeur={saisie.signeeLe}
            surChangement={(signeeLe) => poser({ signeeLe })}
          />
          <ReperesLus lecture={lecture} />
          <Attestation coche={saisie.pagesVerifiees} surChangement={(pagesVerifiees) => poser({ pagesVerifiees })} />
        </ContexteErreurs>
        <Button type="submit" disabled={envoi || lecture === null}>
          {envoi ? 'Envoi en cours…' : 'Enregistrer la signature'}
        </Button>
      </form>
    </section>
  );
}
