import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, ecrireTaux, LIBELLES_PROPOSITION, type TypeProposition } from '@tdt/domaine';
import { useCallback, useState } from 'react';
import { useQuery } from 'urql';
import { muter } from '../commun/api.js';
import { Attente, Panne } from '../commun/etats.js';
import { peutFaire } from '../connexion/session.js';
import { Acte } from './acte.js';
import { CalculLong, phraseEcart } from './calcul.js';
import { FIGER_PROPOSITION } from './actes.js';
import { SIMULER, type PropositionSimulee, type SimulationLue } from './propositions.js';
import type { TourLu, Vue } from './seance.js';

const NOMS: Record<TypeProposition, string> = {
  LISTE: 'Liste classée',
  MES: 'Parts égales',
  OPTIMUM: 'Optimum',
  GARANTI: 'Plan garanti',
};

const montant = (m: string | null | undefined) => (m == null ? '—' : ecrireEuros(BigInt(m)));

/** One line a measure, one column a proposition. */
function CoteACote({ simulation }: { simulation: SimulationLue }) {
  const { propositions } = simulation;
  const projets = propositions.find((p) => p.projets.length > 0)?.projets ?? [];
  const financeurs = propositions.find((p) => p.financeurs.length > 0)?.financeurs ?? [];
  const retenu = (p: PropositionSimulee, id: string) => p.projets.find((x) => x.candidatureId === id)?.retenu;
  const usage = (p: PropositionSimulee, id: string) => p.financeurs.find((x) => x.financeurId === id);
  const lignes: { nom: string; valeur: (p: PropositionSimulee) => string }[] = [
    { nom: 'Somme des notes', valeur: (p) => String(p.score ?? '—') },
    { nom: 'Total apporté', valeur: (p) => montant(p.total) },
    {
      nom: 'Ce qui est prouvé',
      valeur: (p) => (p.etat === 'CALCULEE' ? phraseEcart(p.prouvee, p.ecart) : 'À calculer'),
    },
    ...projets.map((x) => ({
      nom: x.titre,
      valeur: (p: PropositionSimulee) => (retenu(p, x.candidatureId) ? `Retenu, ${montant(x.besoin)}` : 'Non retenu'),
    })),
    ...financeurs.map((f) => ({
      nom: `${f.financeur} : demandé, part de son plafond, satisfaction`,
      valeur: (p: PropositionSimulee) => {
        const u = usage(p, f.financeurId);
        return u ? `${montant(u.montant)}, ${ecrireTaux(u.usageBp)}, ${u.satisfaction} sur ${u.pointsDonnes}` : '—';
      },
    })),
  ];
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Les propositions côte à côte</caption>
      <thead>
        <tr>
          <th scope="col">Mesure</th>
          {propositions.map((p) => (
            <th key={p.type} scope="col">
              {NOMS[p.type]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lignes.map(({ nom, valeur }) => (
          <tr key={nom}>
            <th scope="row">{nom}</th>
            {propositions.map((p) => (
              <td key={p.type} data-etiquette={NOMS[p.type]}>
                {valeur(p)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figer({ vue, tour, proposition }: { vue: Vue; tour: TourLu; proposition: PropositionSimulee }) {
  const { type, etat, total, prouvee, ecart } = proposition;
  return (
    <Acte
      bouton={`Figer : ${NOMS[type]}`}
      titre={`Figer la proposition « ${NOMS[type]} » ?`}
      confirmer="Figer"
      empeche={etat === 'CALCULEE' ? undefined : 'Cette proposition n’est pas encore calculée.'}
      faire={(options) => muter(FIGER_PROPOSITION, { d: { tourId: tour.id, type } }, options)}
      surFait={vue.relire}
    >
      <p>
        Ses montants, {montant(total)} en tout, deviennent ceux que la séance vote, au centime. Elle remplace la
        proposition figée auparavant. Une fois un scrutin ouvert, elle ne peut plus être remplacée.
      </p>
      {prouvee === false && <p>{phraseEcart(prouvee, ecart)}.</p>}
    </Acte>
  );
}

function Simulation({ vue, tour }: { vue: Vue; tour: TourLu }) {
  const [{ data, error }, relire] = useQuery({
    query: SIMULER,
    variables: { tourId: tour.id },
    requestPolicy: 'network-only',
  });
  const refaire = useCallback(() => relire({ requestPolicy: 'network-only' }), [relire]);
  if (error) return <Panne section erreur={error} reessayer={refaire} />;
  if (!data) return <Attente />;
  if (data.r.__typename === 'Refus') return <Alert small severity="warning" description={data.r.message} />;
  const { propositions } = data.r;
  const peutFiger =
    peutFaire(vue.session, 'figerProposition') && ['CONVOQUEE', 'RECONVOQUEE', 'OUVERTE'].includes(vue.seance.etat);
  return (
    <>
      <CoteACote simulation={data.r} />
      <CalculLong vue={vue} tour={tour} simulation={data.r} surFin={refaire} />
      <ul className="fr-text--sm fr-mt-2w">
        {propositions.map((p) => (
          <li key={p.type}>
            {LIBELLES_PROPOSITION[p.type]}. {p.preuve}
          </li>
        ))}
      </ul>
      {peutFiger && (
        <div className="tdt-dialogue-actions">
          {propositions.map((p) => (
            <Figer key={p.type} vue={vue} tour={tour} proposition={p} />
          ))}
        </div>
      )}
    </>
  );
}

/** What the announcements of a revealed round would give, computed when it is asked for. */
export function ComparerPropositions({
  vue,
  tour,
  figee,
}: {
  vue: Vue;
  tour: TourLu;
  figee: TypeProposition | undefined;
}) {
  const [demandee, setDemandee] = useState(false);
  if (figee !== undefined && !demandee) {
    return (
      <Button priority="tertiary" onClick={() => setDemandee(true)}>
        Comparer les propositions
      </Button>
    );
  }
  return <Simulation vue={vue} tour={tour} />;
}
