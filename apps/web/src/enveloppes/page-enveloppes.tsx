import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, somme } from '@tdt/domaine';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { LIBELLES_STATUT, LISTE_ENVELOPPES, type EnveloppeDeListe } from './enveloppe.js';
import { Jauge } from './jauge.js';
import { cumuler, soldesDe } from './soldes.js';

function Vide() {
  return (
    <>
      <p>
        Votre organisme n’a pas encore d’enveloppe. Une enveloppe dit ce que vous pouvez apporter à un appel : une
        personne l’ouvre, une autre y met les crédits. Vous annoncez ensuite vos parts sur elle.
      </p>
      <Button linkProps={{ to: '/enveloppes/nouvelle' }}>Ouvrir une enveloppe</Button>
    </>
  );
}

function UneEnveloppe({ enveloppe }: { enveloppe: EnveloppeDeListe }) {
  const { id, libelle, dispositif, exercice, statut, appel, dotation, avertissement } = enveloppe;
  return (
    <li className="tdt-bloc">
      <h2 className="fr-h4">
        <Link to={`/enveloppes/${id}`}>
          {libelle}, {exercice}
        </Link>
      </h2>
      <p>
        {dispositif}
        {appel ? `, pour l’appel « ${appel.titre} »` : ', pour tout appel'}. {LIBELLES_STATUT[statut]} ; dotée de{' '}
        <span className="tdt-montant">{ecrireEuros(BigInt(dotation))}</span>.
      </p>
      {avertissement && <Alert severity="warning" small description={avertissement} className="fr-mb-2w" />}
      <Jauge soldes={soldesDe(enveloppe)} legende={`Où en est l’enveloppe ${libelle}, ${exercice}`} />
    </li>
  );
}

/** The envelopes of the organisation, added up and one by one. */
export default function PageEnveloppes() {
  const [{ data, error }, relire] = useQuery({ query: LISTE_ENVELOPPES, variables: {} });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const enveloppes = data.enveloppes.edges.map((e) => e.node);
  const ouverte = enveloppes.length > 0;
  return (
    <>
      <Titre onglet="Mes enveloppes">Mes enveloppes</Titre>
      {!ouverte && <Vide />}
      {ouverte && (
        <p>
          <Link className="fr-btn" to="/enveloppes/nouvelle">
            Ouvrir une enveloppe
          </Link>
        </p>
      )}
      {enveloppes.length > 1 && (
        <section aria-labelledby="ensemble">
          <h2 id="ensemble">Toutes vos enveloppes</h2>
          <p className="fr-text--lead">
            Il reste{' '}
            <strong className="tdt-montant">{ecrireEuros(somme(enveloppes.map((e) => BigInt(e.disponible))))}</strong>{' '}
            disponibles sur{' '}
            <span className="tdt-montant">{ecrireEuros(somme(enveloppes.map((e) => BigInt(e.dotation))))}</span>.
          </p>
          <Jauge
            soldes={cumuler(enveloppes.map(soldesDe))}
            legende={`Ensemble de vos ${enveloppes.length} enveloppes`}
          />
        </section>
      )}
      <ul className="tdt-liste">
        {enveloppes.map((enveloppe) => (
          <UneEnveloppe key={enveloppe.id} enveloppe={enveloppe} />
        ))}
      </ul>
    </>
  );
}
