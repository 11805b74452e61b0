import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { ecrireEuros, LIBELLES_CATEGORIE, trouverCompte } from '@tdt/domaine';
import { BarresPlan } from '../candidatures/barres-plan.js';
import type { CandidatureLue } from '../candidatures/candidature.js';
import { dossierDe } from '../candidatures/dossier.js';
import { libellePiece } from '../candidatures/reception.js';
import { LienPiece } from '../candidatures/piece-jointe.js';
import { raconter } from '../candidatures/recit.js';
import { LIBELLES_CHAMP, saisieDe, type Champ } from '../candidatures/saisie.js';
import type { Instruction } from './instruction.js';

/** What is said of the project in words; the money has its tables. */
const EN_MOTS: readonly Champ[] = [
  'resume',
  'territoires',
  'debut',
  'fin',
  'nature',
  'regimeAide',
  'origineInitiative',
  'contratEngagementRepublicain',
  'exceptionParticipation',
  'partenaires',
  'aidesDeclarees',
];

function Ligne({ titre, valeurs }: { titre: string; valeurs: readonly string[] }) {
  if (valeurs.length === 0) return null;
  return (
    <div>
      <dt>{titre}</dt>
      {valeurs.map((v, i) => (
        <dd key={i} className="tdt-preserve">
          {v}
        </dd>
      ))}
    </div>
  );
}

function Porteur({ lue }: { lue: CandidatureLue }) {
  const { porteur: p } = lue;
  const identifiants = [`${p.typeIdentifiant} ${p.identifiant}`, ...(p.rna ? [`RNA ${p.rna}`] : [])];
  const representant = [lue.representantNom, lue.representantQualite].filter(Boolean).join(', ');
  return (
    <>
      <Ligne titre="Porteur" valeurs={[p.nom]} />
      <Ligne titre="Catégorie" valeurs={[p.formeJuridique ?? LIBELLES_CATEGORIE[p.categorie]]} />
      <Ligne titre="Identifiant" valeurs={identifiants} />
      <Ligne titre="Siège" valeurs={[[p.adresse, p.commune?.nom].filter(Boolean).join(', ')].filter((v) => v !== '')} />
      <Ligne titre="Représentant légal" valeurs={representant ? [representant] : []} />
    </>
  );
}

function Projet({ lue }: { lue: CandidatureLue }) {
  const saisie = saisieDe(lue);
  return (
    <section className="fr-mt-4w" aria-labelledby="projet">
      <h3 id="projet">Le porteur et son projet</h3>
      <dl className="tdt-fiche">
        <Porteur lue={lue} />
        {EN_MOTS.map((champ) => (
          <Ligne key={champ} titre={LIBELLES_CHAMP[champ]} valeurs={raconter(saisie, champ)} />
        ))}
      </dl>
      <h3>Les actions</h3>
      {lue.actions.length === 0 && <p>Aucune action n’est décrite.</p>}
      <ul>
        {lue.actions.map((a, i) => (
          <li key={i} className="fr-mb-1w">
            <strong>{a.intitule || 'Action sans titre'}</strong>
            {a.description && <> : {a.description}</>}
            <span className="fr-hint-text">
              {[
                a.indicateur && `${a.indicateur} : ${a.cible || 'sans cible'}`,
                a.lieux.length > 0 && `Lieux : ${a.lieux.map((l) => l.libelle).join(', ')}`,
              ]
                .filter(Boolean)
                .join(' ; ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Budget({ lue, instruction }: { lue: CandidatureLue; instruction: Instruction }) {
  const cotes = [
    { titre: 'Charges', sens: 'CHARGE', total: instruction.totalCharges },
    { titre: 'Produits', sens: 'PRODUIT', total: instruction.totalProduits },
  ];
  return (
    <section className="fr-mt-4w" aria-labelledby="budget">
      <h3 id="budget">Le budget</h3>
      {cotes.map(({ titre, sens, total }) => (
        <table key={sens} className="tdt-table fr-mb-2w">
          <caption>{titre} du projet, hors contributions en nature dans le total</caption>
          <thead>
            <tr>
              <th scope="col">Poste</th>
              <th scope="col" className="tdt-montant">
                Montant
              </th>
            </tr>
          </thead>
          <tbody>
            {lue.budget
              .filter((l) => trouverCompte(l.compte)?.sens === sens)
              .map((l, i) => (
                <tr key={i}>
                  <th scope="row">
                    {trouverCompte(l.compte)?.libelle ?? l.compte}
                    {l.libelle && <span className="fr-hint-text">{l.libelle}</span>}
                  </th>
                  <td className="tdt-montant">{ecrireEuros(BigInt(l.montant))}</td>
                </tr>
              ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              <td className="tdt-montant">
                <strong>{ecrireEuros(BigInt(total))}</strong>
              </td>
            </tr>
          </tfoot>
        </table>
      ))}
    </section>
  );
}

function Montant({ lue, instruction }: { lue: CandidatureLue; instruction: Instruction }) {
  const { montantDroit: droit } = instruction;
  return (
    <section className="fr-mt-4w" aria-labelledby="montant">
      <h3 id="montant">Le montant demandé à l’appel</h3>
      <p>
        Demandé :{' '}
        <strong className="tdt-montant">
          {lue.montantDemande ? ecrireEuros(BigInt(lue.montantDemande)) : 'rien encore'}
        </strong>
        {droit && (
          <>
            . Les règles de l’appel accordent au plus{' '}
            <strong className="tdt-montant">{ecrireEuros(BigInt(droit.montant))}</strong>.
          </>
        )}
      </p>
      {droit && (
        <table className="tdt-table tdt-empilable">
          <caption>Comment ce plafond se calcule</caption>
          <thead>
            <tr>
              <th scope="col">Règle</th>
              <th scope="col" className="tdt-montant">
                Montant
              </th>
              <th scope="col">Pourquoi</th>
            </tr>
          </thead>
          <tbody>
            {droit.detail.map((l) => (
              <tr key={l.code}>
                <th scope="row">{l.libelle}</th>
                <td className="tdt-montant" data-libelle="Montant">
                  {l.obtenu ? ecrireEuros(BigInt(l.montant)) : 'non obtenu'}
                </td>
                <td data-libelle="Pourquoi">{l.motif}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Pieces({ lue }: { lue: CandidatureLue }) {
  const jointes = lue.pieces.filter((p) => p.retireeLe === null);
  const absentes = lue.appel.pieces.filter((d) => d.obligatoire && !jointes.some((p) => p.code === d.code));
  return (
    <section className="fr-mt-4w" aria-labelledby="pieces">
      <h3 id="pieces">Les pièces</h3>
      {jointes.length === 0 && <p>Aucune pièce que vous puissiez lire.</p>}
      <dl className="tdt-fiche">
        {jointes.map((p) => (
          <div key={p.id}>
            <dt>{libellePiece(p.code, lue.appel.pieces)}</dt>
            <dd>
              <LienPiece piece={p} />
            </dd>
          </div>
        ))}
      </dl>
      {absentes.length > 0 && (
        <p className="fr-text--sm">
          Non jointes, ou réservées à d’autres lecteurs : {absentes.map((d) => d.libelle).join(', ')}.
        </p>
      )}
    </section>
  );
}

/** Everything that the applicant sent, as somebody who judges it reads it. */
export function LectureDossier({ lue, instruction }: { lue: CandidatureLue; instruction: Instruction }) {
  const dossier = dossierDe(saisieDe(lue), lue);
  return (
    <>
      <h2>Le dossier</h2>
      {lue.avertissements.length > 0 && (
        <Alert
          severity="warning"
          as="h3"
          className="fr-mb-3w"
          title="À regarder de près"
          description={
            <ul>
              {lue.avertissements.map((a) => (
                <li key={a.chemin + a.message}>{a.message}</li>
              ))}
            </ul>
          }
        />
      )}
      <Projet lue={lue} />
      <Montant lue={lue} instruction={instruction} />
      <section className="fr-mt-4w" aria-labelledby="plan">
        <h3 id="plan">Le plan de financement</h3>
        <BarresPlan plan={dossier.plan} cout={BigInt(instruction.totalCharges)} />
      </section>
      <Budget lue={lue} instruction={instruction} />
      <Pieces lue={lue} />
    </>
  );
}
