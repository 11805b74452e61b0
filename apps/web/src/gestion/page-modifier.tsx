import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { CYCLE_APPEL } from '@tdt/domaine';
import { Link, useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Echec, pointsDe, useActe } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { MODIFIER_APPEL, UN_APPEL_GERE, type AppelGere } from './appel.js';
import { Conflit } from './conflit.js';
import { demandeDe, manquesDe } from './demande.js';
import { GardeDepart } from './depart.js';
import { Editeur, raisonDe } from './editeur.js';
import { aChange, fusionner } from './fusion.js';
import { gardeDuBrouillon, saisieDe, type AppelSaisi, type Reecriture } from './saisie.js';

interface Props {
  appel: AppelGere;
  relire: () => void;
}

function Enregistrement({
  appel,
  saisie,
  sale,
  oublier,
  relire,
}: Props & { saisie: AppelSaisi; sale: boolean; oublier: () => void }) {
  const naviguer = useNavigate();
  const { issue, envoi, tenter } = useActe();
  const manques = manquesDe(saisie);
  const enregistrer = async () => {
    const d = { ...demandeDe(saisie), id: appel.id, version: appel.version };
    const fait = await tenter(async (options) => {
      const tentee = await muter(MODIFIER_APPEL, { d }, options);
      if (tentee.sorte === 'refus' && tentee.refus.code === 'CONFLIT_VERSION') relire();
      return tentee;
    });
    if (fait === null) return;
    oublier();
    await naviguer(`/gestion/${appel.id}`);
  };
  return (
    <div className="tdt-bloc fr-mt-3w">
      <Echec issue={issue} titre="Le brouillon n’est pas enregistré" points={pointsDe(issue, 'code')} />
      <Button
        disabled={envoi || !sale || manques.length > 0}
        nativeButtonProps={{ 'aria-describedby': 'raison-enregistrer' }}
        onClick={() => void enregistrer()}
      >
        {envoi ? 'Enregistrement en cours…' : 'Enregistrer le brouillon'}
      </Button>
      <p id="raison-enregistrer" className="fr-hint-text fr-mt-1w fr-mb-0" role="status">
        {sale
          ? raisonDe(
              manques,
              'Ce que vous avez écrit remplace le brouillon. Une autre personne que vous devra publier l’appel.',
              'la dernière étape en donne la liste',
            )
          : 'Rien n’a changé depuis le dernier enregistrement.'}
      </p>
      {sale && (
        <button type="button" className="fr-link fr-mt-1w" onClick={oublier}>
          Abandonner mes changements
        </button>
      )}
    </div>
  );
}

function Reecrire({ appel, relire }: Props) {
  const racine = `/gestion/${appel.id}/modifier`;
  const lu = saisieDe(appel);
  const [gardee, garder] = useGardeLocale<Reecriture>(gardeDuBrouillon(appel.id));
  const saisie = gardee?.saisie ?? lu;
  const poser = (nouvelle: AppelSaisi) =>
    garder({ version: appel.version, base: gardee?.base ?? lu, saisie: nouvelle });
  const sale = aChange(gardee?.base ?? lu, saisie);
  if (gardee && sale && gardee.version !== appel.version) {
    const reprendre = (reunie: AppelSaisi) => garder({ version: appel.version, base: lu, saisie: reunie });
    return <Conflit fusion={fusionner(gardee.base, gardee.saisie, lu)} leur={lu} surChoix={reprendre} />;
  }
  return (
    <>
      <GardeDepart sale={sale} racine={racine} />
      <Editeur
        racine={racine}
        saisie={saisie}
        modifier={poser}
        titreManques="À compléter avant d’enregistrer"
        fin={() => null}
      />
      <Enregistrement appel={appel} saisie={saisie} sale={sale} oublier={() => garder(null)} relire={relire} />
    </>
  );
}

/** A draft call, rewritten: the same steps as a new one, and what a colleague did meanwhile. */
export default function PageModifier() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UN_APPEL_GERE, variables: { id } });
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (fetching && !data) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={encore} />;
  const appel = data.appelAProjets;
  if (!appel) return <PageIntrouvable />;
  const nom = appel.titre || 'Appel sans titre';
  return (
    <>
      <Breadcrumb
        currentPageLabel="Modifier le brouillon"
        segments={[
          { label: 'Appels gérés', linkProps: { to: '/gestion' } },
          { label: nom, linkProps: { to: `/gestion/${id}` } },
        ]}
      />
      <Titre onglet={`Modifier ${nom}`}>Modifier « {nom} »</Titre>
      {appel.etat === 'BROUILLON' ? (
        <Reecrire key={id} appel={appel} relire={encore} />
      ) : (
        <p>
          Cet appel est {CYCLE_APPEL.etats[appel.etat]} : il ne se réécrit plus.{' '}
          <Link to={`/gestion/${id}`}>Revenir à l’appel</Link>
        </p>
      )}
    </>
  );
}
