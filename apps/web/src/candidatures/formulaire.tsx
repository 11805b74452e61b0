import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { SideMenu } from '@codegouvfr/react-dsfr/SideMenu';
import { Stepper } from '@codegouvfr/react-dsfr/Stepper';
import { useEffect, type ComponentType } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { ContexteErreurs, viser } from '../commun/champs.js';
import { Titre } from '../commun/etats.js';
import { SommaireErreurs } from '../commun/sommaire-erreurs.js';
import { useBrouillon } from './brouillon.js';
import { manquesDe } from './dossier.js';
import { AvisEnregistrement, DerniereSauvegarde } from './enregistrement.js';
import { EtapeBudget } from './etape-budget.js';
import { EtapePartenaires } from './etape-partenaires.js';
import { EtapePieces } from './etape-pieces.js';
import { EtapePlan } from './etape-plan.js';
import { EtapeProjet } from './etape-projet.js';
import { EtapeRecapitulatif } from './etape-recapitulatif.js';
import { EtapeStructure } from './etape-structure.js';
import { SaisieDuService } from './reception.js';
import { adresseEtape, ETAPES, manquesDeLEtape, type CleEtape } from './etapes.js';

const CONTENUS: Record<CleEtape, ComponentType<{ relire: () => void }>> = {
  structure: EtapeStructure,
  partenaires: EtapePartenaires,
  projet: EtapeProjet,
  budget: EtapeBudget,
  plan: EtapePlan,
  pieces: EtapePieces,
  recapitulatif: EtapeRecapitulatif,
};

/** A link to a field leads to it, across pages too. */
function useAncre(): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    if (!hash) return undefined;
    const image = requestAnimationFrame(() => viser(hash.slice(1)));
    return () => cancelAnimationFrame(image);
  }, [hash, key]);
}

function MenuEtapes({ courante }: { courante: CleEtape }) {
  const { lue, saisie } = useBrouillon();
  const manques = manquesDe(saisie, lue);
  const etatDe = (cle: CleEtape) => {
    const n = manquesDeLEtape(manques, cle).length;
    if (cle === 'recapitulatif') return '';
    if (n === 0) return 'complète';
    return n === 1 ? '1 point à remplir' : `${n} points à remplir`;
  };
  return (
    <SideMenu
      align="left"
      burgerMenuButtonText="Étapes de la candidature"
      title="Étapes"
      sticky
      items={ETAPES.map(({ cle, titre }) => ({
        isActive: cle === courante,
        linkProps: { to: adresseEtape(lue.id, cle) },
        text: (
          <span>
            {titre}
            <span className="fr-hint-text">{etatDe(cle)}</span>
          </span>
        ),
      }))}
    />
  );
}

function Suite({ rang }: { rang: number }) {
  const { lue, enregistrer } = useBrouillon();
  const aller = useNavigate();
  const precedente = ETAPES[rang - 1];
  const suivante = ETAPES[rang + 1];
  const continuer = async (cle: CleEtape) => {
    await enregistrer();
    await aller(adresseEtape(lue.id, cle));
  };
  return (
    <div className="tdt-dialogue-actions fr-mt-4w">
      {suivante && (
        <Button onClick={() => void continuer(suivante.cle)}>
          {suivante.cle === 'recapitulatif' ? 'Vérifier la candidature' : 'Continuer'}
        </Button>
      )}
      {precedente && (
        <Button priority="secondary" linkProps={{ to: adresseEtape(lue.id, precedente.cle) }}>
          Étape précédente
        </Button>
      )}
    </div>
  );
}

/** One step of the form, with what surrounds all of them. */
export function Formulaire({ etape, relire }: { etape: CleEtape; relire: () => void }) {
  const { lue, saisie } = useBrouillon();
  const { search } = useLocation();
  useAncre();
  const rang = ETAPES.findIndex((e) => e.cle === etape);
  const corriger = new URLSearchParams(search).has('corriger');
  const points = corriger ? manquesDeLEtape(manquesDe(saisie, lue), etape) : [];
  const Contenu = CONTENUS[etape];
  const nom = saisie.titre.trim() || 'Projet sans titre';
  const titre = ETAPES[rang]?.titre ?? '';
  return (
    <>
      <Breadcrumb
        currentPageLabel={titre}
        segments={[
          lue.recueLe
            ? { label: 'Instruction', linkProps: { to: '/instruction' } }
            : { label: 'Mes candidatures', linkProps: { to: '/candidatures' } },
        ]}
      />
      <Titre onglet={`${titre} — ${nom}`}>{nom}</Titre>
      <p>En réponse à l’appel « {lue.appel.titre} ».</p>
      <SaisieDuService lue={lue} />
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-lg-4">
          <MenuEtapes courante={etape} />
        </div>
        <div className="fr-col-12 fr-col-lg-8">
          <Stepper currentStep={rang + 1} stepCount={ETAPES.length} title={titre} nextTitle={ETAPES[rang + 1]?.titre} />
          {etape !== 'recapitulatif' && (
            <p className="fr-hint-text fr-mb-2w">Sauf mention contraire, tout est demandé pour pouvoir déposer.</p>
          )}
          <DerniereSauvegarde />
          <AvisEnregistrement />
          <SommaireErreurs titre="À compléter dans cette étape" points={points} />
          <ContexteErreurs value={new Map(points.map((p) => [p.chemin, p.message]))}>
            <Contenu relire={relire} />
          </ContexteErreurs>
          <Suite rang={rang} />
        </div>
      </div>
    </>
  );
}
