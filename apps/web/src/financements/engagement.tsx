import { Button } from '@codegouvfr/react-dsfr/Button';
import {
  ecrireDate,
  ecrireEuros,
  exigerActeComplet,
  jourDeParis,
  LIBELLES_TYPE_ACTE,
  type DetailRefus,
} from '@tdt/domaine';
import { useState, type FormEvent } from 'react';
import { Echec, useActe } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ContexteErreurs } from '../commun/champs.js';
import { Dialogue } from '../commun/dialogue.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import { ACTE_VIDE, acteDe, CHAMPS_ACTE, SaisieActe, type ActeSaisi } from './acte-saisi.js';
import { ENGAGER, type PartLue } from './part.js';

/** What is missing from the act, by the very function that decides in the API. */
export function fautesDeLActe(acte: ActeSaisi, categorie: Api.CategorieOrganisme): DetailRefus[] {
  const forme = acte.typeActe === '' ? [{ chemin: 'acte.typeActe', message: 'Choisissez la forme de l’acte.' }] : [];
  const lu = exigerActeComplet({
    acte: acteDe(acte),
    financeur: { categorie },
    aujourdhui: jourDeParis(new Date()),
  });
  const autres = (lu.ok ? [] : (lu.refus.details ?? [])).map((faute) =>
    faute.chemin === 'acte.dateActe' && acte.dateActe === ''
      ? { ...faute, message: 'Indiquez la date de l’acte.' }
      : faute,
  );
  return [...forme.map((f) => ({ ...f, code: 'ACTE_INVALIDE' as const })), ...autres];
}

function CeQuiChange({ part, acte }: { part: PartLue; acte: ActeSaisi }) {
  const montant = BigInt(part.montant);
  return (
    <>
      <p>
        {acte.typeActe && LIBELLES_TYPE_ACTE[acte.typeActe]} n° {acte.numero}, du{' '}
        {acte.dateActe && ecrireDate(acte.dateActe)}, signé par {acte.signataireNom}, {acte.signataireQualite}.
      </p>
      <ul>
        <li>
          Votre organisme sera engagé pour <strong>{ecrireEuros(montant)}</strong> envers{' '}
          {part.candidature?.porteur.nom}.
        </li>
        {part.enveloppe && (
          <li>
            Enveloppe « {part.enveloppe.libelle} » : le montant voté passe de {ecrireEuros(BigInt(part.enveloppe.vote))}{' '}
            à {ecrireEuros(BigInt(part.enveloppe.vote) - montant)}, l’engagé de{' '}
            {ecrireEuros(BigInt(part.enveloppe.engage))} à {ecrireEuros(BigInt(part.enveloppe.engage) + montant)}.
          </li>
        )}
        <li>Pour y renoncer ensuite, il faudra un autre acte de votre organisme.</li>
      </ul>
    </>
  );
}

/** The funder's own act on a voted share: typed, checked, confirmed with what it changes, then recorded (R24). */
export function Engagement({ part, relire }: { part: PartLue; relire: () => void }) {
  const [garde, garder] = useGardeLocale<typeof ACTE_VIDE>(`acte.${part.id}`);
  const acte = garde ?? ACTE_VIDE;
  const [confirmation, setConfirmation] = useState(false);
  const { issue, envoi, tenter, effacer, erreurs } = useActe();
  const demander = (evenement: FormEvent) => {
    evenement.preventDefault();
    const details = fautesDeLActe(acte, part.financeur.categorie);
    if (details.length === 0) {
      effacer();
      return setConfirmation(true);
    }
    const refus = { code: 'ACTE_INVALIDE', message: 'L’acte est incomplet.', chemin: null, details };
    return void tenter(() => Promise.resolve({ sorte: 'refus', refus }));
  };
  const enregistrer = async () => {
    const d = { partId: part.id, acte: { ...acteDe(acte), montant: part.montant } };
    const fait = await tenter((cle) => muter(ENGAGER, { d }, cle));
    setConfirmation(false);
    if (!fait) return;
    garder(null);
    relire();
  };
  return (
    <section aria-labelledby="engager">
      <h2 id="engager">Engager cette part par votre acte</h2>
      <p>
        La conférence a voté <strong>{ecrireEuros(BigInt(part.montant))}</strong> ; l’acte porte exactement ce montant.
        Il faut deux personnes : celle qui a porté le vote de votre organisme ne peut pas enregistrer l’acte.
      </p>
      <form onSubmit={demander} noValidate>
        <ContexteErreurs value={erreurs}>
          <Echec titre="L’acte n’est pas enregistré" issue={issue} champs={CHAMPS_ACTE} />
          <SaisieActe acte={acte} categorie={part.financeur.categorie} surChangement={garder} />
        </ContexteErreurs>
        <Button type="submit" disabled={envoi}>
          Enregistrer l’acte…
        </Button>
      </form>
      <Dialogue
        ouvert={confirmation}
        titre="Engager l’argent de votre organisme ?"
        surFermeture={() => setConfirmation(false)}
        actions={
          <>
            <Button onClick={() => void enregistrer()} disabled={envoi}>
              {envoi ? 'Enregistrement…' : `Engager ${ecrireEuros(BigInt(part.montant))}`}
            </Button>
            <Button priority="secondary" onClick={() => setConfirmation(false)}>
              Relire l’acte
            </Button>
          </>
        }
      >
        <CeQuiChange part={part} acte={acte} />
      </Dialogue>
    </section>
  );
}
