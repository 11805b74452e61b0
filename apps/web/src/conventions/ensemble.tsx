import {
  dernieresDe,
  ecrireEuros,
  estPublique,
  ETATS_CONVENTION_TOMBES,
  etatEnsemble,
  LIBELLES_DOCUMENT_ENGAGEMENT,
  LIBELLES_ETAT_ENSEMBLE,
  type DonneesConvention,
  type EngagementCoordonne,
} from '@tdt/domaine';
import { Link } from 'react-router';
import { majuscule } from '../candidatures/recit.js';
import { LienLettre } from '../candidatures/lien-lettre.js';
import type { ConventionDuDossier, RetenueLue } from './convention.js';
import { BadgeConvention } from './etat-convention.js';

/** The set that stands for this file, each convention in its last version, in the order of their numbers; none is empty. */
export function ensembleDe({ conventions }: Pick<RetenueLue, 'conventions'>): ConventionDuDossier[] {
  const toutes = conventions.edges.map(({ node }) => ({ ...node, financeurId: node.financeur?.id ?? null }));
  const debout = toutes.find((c) => c.ensembleId !== null && !ETATS_CONVENTION_TOMBES.includes(c.etat));
  return dernieresDe(toutes, debout?.ensembleId ?? null).toSorted((a, b) => (a.numero < b.numero ? -1 : 1));
}

function signatures({ signaturesDesParties: parties }: ConventionDuDossier): string {
  if (parties.length === 0) return 'pas encore en signature';
  const attendues = parties.filter((s) => s.etat === 'ATTENDUE').map((s) => s.organisme.nom);
  const donnees = parties.filter((s) => s.etat === 'DONNEE').length;
  const refus = parties.find((s) => s.etat === 'REFUSEE');
  const compte = `${donnees} sur ${parties.length}`;
  if (refus) return `${compte} ; ${refus.organisme.nom} a refusé`;
  return attendues.length === 0 ? compte : `${compte} ; attend ${attendues.join(', ')}`;
}

function Convention({ convention: c }: { convention: ConventionDuDossier }) {
  return (
    <tr>
      <th scope="row">
        <Link to={`/conventions/${c.id}`}>
          {c.numero}, version {c.version}
        </Link>
        <span className="fr-hint-text">{c.financeur?.nom}</span>
      </th>
      <td className="tdt-montant" data-libelle="Montant">
        {ecrireEuros(BigInt(c.total))}
      </td>
      <td data-libelle="État">
        <BadgeConvention convention={{ ...c, avenantDeId: null }} />
      </td>
      <td data-libelle="Signatures">{signatures(c)}</td>
      <td>
        <a className="fr-link fr-link--download" href={c.adresse} download>
          PDF<span className="fr-sr-only"> de la convention {`${c.numero}, version ${c.version}`}</span>
        </a>
      </td>
    </tr>
  );
}

function Lettre({ part: { montant, financeur, lettre } }: { part: RetenueLue['parts'][number] }) {
  const document = estPublique(financeur.categorie) ? 'LETTRE_ENGAGEMENT' : 'LETTRE_MECENAT';
  return (
    <tr>
      <th scope="row">
        {LIBELLES_DOCUMENT_ENGAGEMENT[document]}
        <span className="fr-hint-text">{financeur.nom}</span>
      </th>
      <td className="tdt-montant" data-libelle="Montant">
        {ecrireEuros(BigInt(montant))}
      </td>
      <td data-libelle="État">Engagée par son acte</td>
      <td data-libelle="Signatures">hors de la plateforme</td>
      <td>{lettre && <LienLettre adresse={lettre} texte={`Lettre de ${financeur.nom}`} />}</td>
    </tr>
  );
}

/** The documents of a coordinated set: where each stands, its signatures, its file (R33). */
export function Ensemble({ retenue, membres }: { retenue: RetenueLue; membres: readonly ConventionDuDossier[] }) {
  const [premiere] = membres;
  if (!premiere) return null;
  const etat = etatEnsemble(membres.map((c) => c.etat));
  const lettres = retenue.parts.filter((p) => p.lettre !== null);
  return (
    <section aria-labelledby="ensemble">
      <h2 id="ensemble">L’ensemble {numeroDeLEnsemble(premiere.numero)}</h2>
      <p role="status">{majuscule(LIBELLES_ETAT_ENSEMBLE[etat])}.</p>
      <table className="tdt-table tdt-empilable fr-mb-4w">
        <caption>Documents de l’ensemble, tous sur le même plan de financement</caption>
        <thead>
          <tr>
            <th scope="col">Document</th>
            <th scope="col" className="tdt-montant">
              Montant
            </th>
            <th scope="col">État</th>
            <th scope="col">Signatures</th>
            <th scope="col">Fichier</th>
          </tr>
        </thead>
        <tbody>
          {membres.map((c) => (
            <Convention key={c.id} convention={c} />
          ))}
          {lettres.map((part) => (
            <Lettre key={part.id} part={part} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** That of its conventions, without their letter. */
const numeroDeLEnsemble = (numero: string): string => numero.replace(/-[A-Z]+$/, '');

function nommer({ document, financeur, numero }: EngagementCoordonne): string {
  const nom = LIBELLES_DOCUMENT_ENGAGEMENT[document].toLowerCase();
  return numero === null ? `${nom} de ${financeur}` : `${nom} ${numero} avec ${financeur}`;
}

interface DansEnsembleProps {
  donnees: DonneesConvention;
  candidatureId: string;
  gestion: boolean;
}

/** The other documents of the set to which a convention belongs. */
export function DansEnsemble({ donnees: { ensemble }, candidatureId, gestion }: DansEnsembleProps) {
  if (!ensemble) return null;
  return (
    <section aria-labelledby="ensemble">
      <h2 id="ensemble">L’ensemble {ensemble.numero}</h2>
      <p>Les autres financeurs du même plan s’engagent chacun par son propre document :</p>
      <ul>
        {ensemble.autres.map((autre) => (
          <li key={autre.financeurId}>{nommer(autre)}</li>
        ))}
      </ul>
      {gestion && (
        <p>
          <Link to={`/conventions/dossiers/${candidatureId}`}>Suivre toutes les conventions de l’ensemble</Link>
        </p>
      )}
    </section>
  );
}
