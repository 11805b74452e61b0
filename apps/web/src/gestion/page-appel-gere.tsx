import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireEuros, ecrireInstant, exigerReglesModifiables } from '@tdt/domaine';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { ecrireEcheance, phraseDeRegle } from '../appels/appel.js';
import { Echec, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { Dialogue } from '../commun/dialogue.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { phraseDeBorne, quiEstBorne } from '../enveloppes/regles.js';
import { peutFaire, useSession } from '../connexion/session.js';
import { PUBLIER_APPEL, UN_APPEL_GERE, type AppelGere } from './appel.js';
import { Enveloppes } from './enveloppes.js';
import { BadgeAppel } from './page-appels.js';
import { Prolongation } from './prolongation.js';
import { GARDE_APPEL, repriseDe, type AppelSaisi } from './saisie.js';

interface Props {
  appel: AppelGere;
  relire: () => void;
}

function Publication({ appel, relire }: Props) {
  const [ouvert, setOuvert] = useState(false);
  const { issue, envoi, faire } = useActePuis(() => {
    setOuvert(false);
    relire();
  });
  return (
    <>
      <Button onClick={() => setOuvert(true)}>Publier l’appel</Button>
      <Dialogue
        ouvert={ouvert}
        titre="Publier cet appel ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button
              disabled={envoi}
              onClick={() => void faire((options) => muter(PUBLIER_APPEL, { id: appel.id }, options))}
            >
              {envoi ? 'Envoi en cours…' : 'Publier l’appel'}
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Garder le brouillon
            </Button>
          </>
        }
      >
        <Echec issue={issue} titre="L’appel reste un brouillon" />
        <p>Tout le monde le lira. Seront fixés, et ne changeront plus :</p>
        <ul>
          <li>les règles du montant, les limites et les bonifications ;</li>
          <li>qui peut candidater, les pièces demandées et la grille d’instruction ;</li>
          <li>la clôture, qui pourra seulement être repoussée : {ecrireEcheance(appel.cloture)}.</li>
        </ul>
        <p>Qui l’a créé ou modifié ne peut pas le publier : il faut deux paires d’yeux. L’enveloppe doit être dotée.</p>
      </Dialogue>
    </>
  );
}

/** A new call that begins as this one. Only one is written at a time on a device: replacing it is confirmed. */
function Reprise({ appel }: { appel: AppelGere }) {
  const naviguer = useNavigate();
  const [enCours, garder] = useGardeLocale<AppelSaisi>(GARDE_APPEL);
  const [ouvert, setOuvert] = useState(false);
  const reprendre = () => {
    garder(repriseDe(appel));
    void naviguer('/gestion/nouvel-appel');
  };
  return (
    <>
      <Button priority="secondary" onClick={() => (enCours ? setOuvert(true) : reprendre())}>
        Préparer un appel à partir de celui-ci
      </Button>
      <Dialogue
        ouvert={ouvert}
        titre="Remplacer l’appel que vous écrivez ?"
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button onClick={reprendre}>Le remplacer</Button>
            <Button priority="secondary" linkProps={{ to: '/gestion/nouvel-appel' }}>
              Continuer celui que j’écris
            </Button>
          </>
        }
      >
        <p>
          « {enCours?.titre || 'Appel sans titre'} » est en cours d’écriture sur cet appareil. Le remplacer efface ce
          qui n’est pas encore créé.
        </p>
      </Dialogue>
    </>
  );
}

function Resume({ appel }: { appel: AppelGere }) {
  const lignes = [
    { titre: 'Ouverture des dépôts', valeurs: [ecrireEcheance(appel.ouverture)] },
    { titre: 'Clôture des dépôts', valeurs: [ecrireEcheance(appel.cloture)] },
    { titre: 'Combien', valeurs: appel.regles.map((r) => phraseDeRegle(r, appel.modeMontant)) },
    {
      titre: 'Qui paie quoi',
      valeurs:
        appel.reglesFinancement.length === 0
          ? ['Aucune règle : le coût de chaque projet et les enveloppes bornent seuls']
          : appel.reglesFinancement.map((r) => `${quiEstBorne(r, appel)} : ${phraseDeBorne(r)}`),
    },
    { titre: 'Pièces', valeurs: appel.pieces.map((p) => `${p.libelle}${p.obligatoire ? '' : ' (facultatif)'}`) },
    { titre: 'Grille', valeurs: appel.grille.map((c) => `${c.libelle} : ${c.poids} points`) },
    ...(appel.totalDemande && appel.totalDemande !== '0'
      ? [{ titre: 'Total demandé par les dossiers en lice', valeurs: [ecrireEuros(BigInt(appel.totalDemande))] }]
      : []),
  ];
  return (
    <section aria-labelledby="regles">
      <h2 id="regles">L’appel et ses règles</h2>
      <dl className="tdt-fiche">
        {lignes.map(({ titre, valeurs }) => (
          <div key={titre}>
            <dt>{titre}</dt>
            {valeurs.map((v, i) => (
              <dd key={i}>{v}</dd>
            ))}
          </div>
        ))}
      </dl>
      {appel.avertissementDepassement && <p>{appel.avertissementDepassement}</p>}
    </section>
  );
}

/** The financing rules change until the deposits close: applicants build their plan on them. */
function reglesOuvertes({ etat, cloture }: AppelGere): boolean {
  return exigerReglesModifiables({ etat, cloture: cloture === null ? null : new Date(cloture) }, new Date()).ok;
}

function Actes({ appel, relire }: Props) {
  const session = useSession();
  const gere = peutFaire(session, 'publierAppel');
  return (
    <div className="tdt-dialogue-actions fr-mb-4w">
      {gere && appel.etat === 'BROUILLON' && <Publication appel={appel} relire={relire} />}
      {gere && (appel.etat === 'PUBLIE' || appel.etat === 'OUVERT') && <Prolongation appel={appel} relire={relire} />}
      {gere && appel.etat === 'BROUILLON' && (
        <Button priority="secondary" linkProps={{ to: `/gestion/${appel.id}/modifier` }}>
          Modifier le brouillon
        </Button>
      )}
      {gere && reglesOuvertes(appel) && (
        <Button priority="secondary" linkProps={{ to: `/gestion/${appel.id}/financement` }}>
          Dire qui paie quoi
        </Button>
      )}
      {gere && <Reprise appel={appel} />}
      {appel.etat !== 'BROUILLON' && (
        <Button priority="tertiary" linkProps={{ to: `/appels/${appel.id}` }}>
          Voir la page publique
        </Button>
      )}
    </div>
  );
}

/** One call as its managers see it: its rules, its money, its files, and the next act. */
export default function PageAppelGere() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UN_APPEL_GERE, variables: { id } });
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (fetching && !data) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={encore} />;
  const appel = data.appelAProjets;
  if (!appel) return <PageIntrouvable />;
  const n = appel.candidatures.totalCount;
  return (
    <>
      <Breadcrumb
        currentPageLabel={appel.titre}
        segments={[{ label: 'Appels gérés', linkProps: { to: '/gestion' } }]}
      />
      <Titre onglet={appel.titre}>{appel.titre}</Titre>
      <p role="status">
        <BadgeAppel etat={appel.etat} /> Référence {appel.reference}.
        {appel.publieLe && ` Publié le ${ecrireInstant(new Date(appel.publieLe))}.`}{' '}
        {n > 0 && (
          <Link to={`/instruction?appel=${appel.id}`}>{n === 1 ? 'Un dossier déposé' : `${n} dossiers déposés`}</Link>
        )}
      </p>
      <Actes appel={appel} relire={encore} />
      <Resume appel={appel} />
      <Enveloppes appel={appel} enveloppes={data.enveloppes.edges.map((e) => e.node)} relire={encore} />
    </>
  );
}
