import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { CLASSES_PAR_DEFAUT, exigerReglesModifiables } from '@tdt/domaine';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Echec, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ContexteErreurs } from '../commun/champs.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { SommaireErreurs } from '../commun/sommaire-erreurs.js';
import { classesDe } from '../enveloppes/regle.js';
import { ConflitFinancement } from './conflit-financement.js';
import { DEFINIR_FINANCEMENT, UN_APPEL_GERE, type AppelGere } from './appel.js';
import { Exemple } from './essai-financement.js';
import { GardeDepart } from './depart.js';
import {
  champFinancement,
  demandeFinancement,
  financementDe,
  gardeDuFinancement,
  manquesFinancement,
  REGLE_VIERGE,
  reglesLues,
  type FinancementGarde,
  type FinancementSaisi,
} from './financement.js';
import { UneClasse, UneRegle } from './regles-payeurs.js';

function Classes({ saisi, poser }: { saisi: FinancementSaisi; poser: (saisi: FinancementSaisi) => void }) {
  const { classes } = saisi;
  const changer = (nouvelles: FinancementSaisi['classes']) => poser({ ...saisi, classes: nouvelles });
  const ajouter = () => {
    const pris = new Set(classes.map((c) => c.code));
    const code =
      Array.from({ length: classes.length + 1 }, (_v, i) => `CLASSE_${i + 1}`).find((c) => !pris.has(c)) ?? '';
    changer([...classes, { code, parent: '', libelle: '', categories: [] }]);
  };
  const copier = () =>
    changer(CLASSES_PAR_DEFAUT.map((c) => ({ ...c, parent: c.parent ?? '', categories: [...c.categories] })));
  return (
    <section aria-labelledby="classes">
      <h2 id="classes" className="fr-h4">
        Classes de financeurs
      </h2>
      {classes.length === 0 ? (
        <>
          <p>
            Celles de la plateforme : personnes publiques (État, régions, départements, intercommunalités…) et privées
            (fondations, entreprises…). Elles conviennent à presque tous les appels.
          </p>
          <Button priority="tertiary" size="small" onClick={copier}>
            Définir d’autres classes pour cet appel
          </Button>
        </>
      ) : (
        <>
          {classes.map((c, i) => (
            <UneClasse key={c.code} rang={i} classes={classes} surChangement={changer} />
          ))}
          <div className="tdt-dialogue-actions">
            <Button priority="secondary" size="small" onClick={ajouter}>
              Ajouter une classe
            </Button>
            <Button priority="tertiary" size="small" onClick={() => changer([])}>
              Revenir aux classes de la plateforme
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Regles({ saisi, poser }: { saisi: FinancementSaisi; poser: (saisi: FinancementSaisi) => void }) {
  const lues = reglesLues(saisi);
  const { regles } = saisi;
  const premiere = classesDe(lues)[0]?.code ?? '';
  return (
    <section aria-labelledby="regles" className="fr-mt-3w">
      <h2 id="regles" className="fr-h4">
        Règles
      </h2>
      {regles.length === 0 && (
        <p>Aucune règle : seuls le coût de chaque projet et les enveloppes bornent ce que chacun apporte.</p>
      )}
      {regles.map((r, i) => (
        <UneRegle
          key={i}
          rang={i}
          valeur={r}
          classes={classesDe(lues)}
          lue={lues.reglesFinancement[i]}
          appel={lues}
          surChangement={(valeur) => poser({ ...saisi, regles: regles.map((l, j) => (j === i ? valeur : l)) })}
          surRetrait={() => poser({ ...saisi, regles: regles.filter((_l, j) => j !== i) })}
        />
      ))}
      <Button
        priority="secondary"
        size="small"
        onClick={() => poser({ ...saisi, regles: [...regles, { ...REGLE_VIERGE, classe: premiere }] })}
      >
        Ajouter une règle
      </Button>
    </section>
  );
}

function Definir({ appel, relire }: { appel: AppelGere; relire: () => void }) {
  const naviguer = useNavigate();
  const lu = financementDe(appel);
  const [gardee, garder] = useGardeLocale<FinancementGarde>(gardeDuFinancement(appel.id));
  const [essaye, setEssaye] = useState(false);
  const { issue, envoi, points, faire, effacer } = useEnvoi(() => {
    garder(null);
    void naviguer(`/gestion/${appel.id}`);
  });
  const { version, saisi } = gardee ?? { version: appel.versionRegles, saisi: lu };
  const poser = (nouveau: FinancementSaisi) => garder({ version, saisi: nouveau });
  const manques = manquesFinancement(saisi);
  const sale = JSON.stringify(saisi) !== JSON.stringify(lu);
  const fautes = essaye ? [...manques, ...points] : points;
  const enregistrer = () => {
    setEssaye(true);
    if (manques.length > 0) return;
    const d = demandeFinancement(appel.id, { version, saisi });
    void faire(async (options) => {
      const tentee = await muter(DEFINIR_FINANCEMENT, { d }, options);
      if (tentee.sorte === 'refus' && tentee.refus.code === 'CONFLIT_VERSION') relire();
      return tentee;
    });
  };
  if (sale && version !== appel.versionRegles) {
    const choisir = (gardees: FinancementGarde | null) => {
      effacer();
      garder(gardees);
    };
    return (
      <ConflitFinancement
        saisi={saisi}
        leur={lu}
        surMiennes={() => choisir({ version: appel.versionRegles, saisi })}
        surSiennes={() => choisir(null)}
      />
    );
  }
  return (
    <>
      <GardeDepart sale={sale} racine={`/gestion/${appel.id}/financement`} />
      {essaye && <SommaireErreurs titre="À corriger avant d’enregistrer" points={manques} prendreFocus />}
      <Echec
        issue={issue}
        titre="Les règles ne sont pas enregistrées"
        points={points.length > 0 ? points : undefined}
      />
      <ContexteErreurs value={new Map(fautes.map((m) => [m.chemin, m.message]))}>
        <Classes saisi={saisi} poser={poser} />
        <Regles saisi={saisi} poser={poser} />
      </ContexteErreurs>
      <Exemple saisi={saisi} />
      <Button
        disabled={envoi || !sale}
        onClick={enregistrer}
        nativeButtonProps={{ 'aria-describedby': 'raison-regles' }}
      >
        {envoi ? 'Enregistrement en cours…' : 'Enregistrer ces règles'}
      </Button>
      <p id="raison-regles" className="fr-hint-text fr-mt-1w">
        {sale
          ? 'Elles remplacent toutes les précédentes. Qui les définit ne publie pas l’appel : une autre personne le fera.'
          : 'Rien n’a changé depuis le dernier enregistrement.'}
      </p>
    </>
  );
}

/** A refusal of the API, at the field of the form that it names. */
function useEnvoi(surFait: () => void) {
  const acte = useActePuis(surFait);
  const refus = acte.issue?.sorte === 'refus' ? acte.issue.refus : null;
  const vise = refus?.chemin?.startsWith('regles') || refus?.chemin?.startsWith('classes');
  return {
    ...acte,
    points: refus?.chemin && vise ? [{ chemin: champFinancement(refus.chemin), message: refus.message }] : [],
  };
}

/** Who may pay what in a call: classes of funders, rules with their text, and at once what that makes for a project. */
export default function PageFinancement() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UN_APPEL_GERE, variables: { id } });
  if (fetching && !data) return <Attente />;
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (error || !data) return <Panne erreur={error} reessayer={encore} />;
  const appel = data.appelAProjets;
  if (!appel) return <PageIntrouvable />;
  const cloture = appel.cloture === null ? null : new Date(appel.cloture);
  const ouvert = exigerReglesModifiables({ etat: appel.etat, cloture }, new Date());
  return (
    <>
      <Breadcrumb
        currentPageLabel="Qui paie quoi"
        segments={[
          { label: 'Appels gérés', linkProps: { to: '/gestion' } },
          { label: appel.titre || 'Appel sans titre', linkProps: { to: `/gestion/${id}` } },
        ]}
      />
      <Titre onglet={`Qui paie quoi — ${appel.titre}`}>Qui paie quoi dans « {appel.titre} »</Titre>
      {ouvert.ok ? (
        <Definir key={id} appel={appel} relire={encore} />
      ) : (
        <>
          <Alert small severity="info" className="fr-mb-2w" description={ouvert.refus.message} />
          <Link to={`/gestion/${id}`}>Revenir à l’appel</Link>
        </>
      )}
    </>
  );
}
