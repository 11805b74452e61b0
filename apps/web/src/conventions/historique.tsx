import { ecrireDate, ecrireEuros, ecrireInstant } from '@tdt/domaine';
import { Link } from 'react-router';
import { enSignature, type ConventionLue, type VersionLue } from './convention.js';
import { motDeLEtat } from './etat-convention.js';

interface Moment {
  instant: string;
  version: VersionLue;
  quoi: string;
  detail?: string;
}

const entre = (texte: string | null) => (texte ? `« ${texte} »` : '');

function proposition(v: VersionLue): Moment[] {
  if (v.figeeLe === null) return [];
  const avenant = v.avenantDeId !== null;
  const fin =
    v.etat === 'CADUQUE' ? `${avenant ? 'Retiré' : 'Caduque'} avant d’être signé. ${entre(v.motifCaducite)}` : '';
  return [
    {
      instant: v.figeeLe,
      version: v,
      quoi: avenant ? 'Avenant proposé' : 'Convention mise en signature',
      detail: [avenant ? entre(v.avenantMotif) : '', fin].filter((d) => d !== '').join(' '),
    },
  ];
}

function resiliation(v: VersionLue): Moment[] {
  if (v.resilieeLe === null || v.resiliationEffetLe === null) return [];
  const justifiees = ecrireEuros(BigInt(v.depensesJustifiees ?? '0'));
  return [
    {
      instant: v.resilieeLe,
      version: v,
      quoi: `Convention résiliée, à effet du ${ecrireDate(v.resiliationEffetLe)}`,
      detail: `${entre(v.resiliationMotif)} Dépenses justifiées : ${justifiees}.`,
    },
  ];
}

/** What happened to each version, the oldest first. */
function moments(versions: readonly VersionLue[]): Moment[] {
  const tous = versions.flatMap((v): Moment[] => [
    ...proposition(v),
    ...(v.signeeLe === null
      ? []
      : [
          {
            instant: v.signeeLe,
            version: v,
            quoi:
              v.avenantDeId === null
                ? 'Convention signée de toutes ses parties'
                : 'Avenant signé : il remplace la version précédente',
          },
        ]),
    ...(v.notifieeLe === null ? [] : [{ instant: v.notifieeLe, version: v, quoi: 'Notification aux parties' }]),
    ...resiliation(v),
  ]);
  return tous.toSorted((a, b) => (a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : 0));
}

/** Where things stand today: the version that stands or stood last, and the avenant that waits. */
function aujourdhui(versions: readonly VersionLue[]): string {
  const signee = versions.find((v) => v.signeeLe !== null && v.etat !== 'REMPLACEE');
  const attend = versions.find((v) => enSignature(v.etat));
  const dits = [signee && `version ${signee.version} : ${motDeLEtat(signee).toLowerCase()}`];
  if (attend) dits.push(`version ${attend.version} : en attente de signatures`);
  return dits.filter((d) => d !== undefined).join(' ; ');
}

/** The life of the convention, from its first signature to its avenants and its end. */
export function Historique({ convention }: { convention: ConventionLue }) {
  const versions = convention.candidature.conventions.edges
    .map((e) => e.node)
    .filter((v) => v.numero === convention.numero);
  const suite = moments(versions);
  if (suite.length === 0) return null;
  const present = aujourdhui(versions);
  return (
    <section aria-labelledby="historique">
      <h2 id="historique">Historique de la convention</h2>
      <ol className="tdt-frise">
        {suite.map(({ instant, version, quoi, detail }) => (
          <li key={instant + quoi + version.id} className="tdt-frise-passe">
            <p className="fr-hint-text fr-mb-0">
              {ecrireInstant(new Date(instant))}, version {version.version}
            </p>
            <p className="fr-mb-0">
              {version.id === convention.id ? quoi : <Link to={`/conventions/${version.id}`}>{quoi}</Link>}
            </p>
            {detail && <p className="fr-text--sm fr-mb-0 tdt-preserve">{detail}</p>}
          </li>
        ))}
        {present !== '' && (
          <li className="tdt-frise-present" aria-current="step">
            <p className="fr-hint-text fr-mb-0">Aujourd’hui</p>
            <p className="fr-mb-0">{present.charAt(0).toUpperCase() + present.slice(1)}</p>
          </li>
        )}
      </ol>
    </section>
  );
}
