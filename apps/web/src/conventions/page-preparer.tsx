import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { Button } from '@codegouvfr/react-dsfr/Button';
import {
  CYCLE_PART,
  ecrireEuros,
  ETATS_CONVENTION_TOMBES,
  LIBELLES_TYPE_ACTE,
  TYPES_ACTE,
  type DetailRefus,
  type EtatPart,
  type ModeConvention,
  type TypeActe,
} from '@tdt/domaine';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { majuscule } from '../candidatures/recit.js';
import { Echec, pointsDe, useActePuis } from '../commun/acte.js';
import { muter } from '../commun/api.js';
import { ChampChoix, ChampDate, ChampTexte, ContexteErreurs } from '../commun/champs.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { useGardeLocale } from '../commun/garde-locale.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { SommaireErreurs } from '../commun/sommaire-erreurs.js';
import { lireTaux } from '../commun/taux.js';
import {
  CHEMINS_ICI,
  COMPLEMENTS_VIDES,
  demandeDe,
  nomGarde,
  nommerParts,
  resteA,
  type ComplementsSaisis,
} from './complements.js';
import { GENERER, UNE_RETENUE, type ConventionDuDossier, type RetenueLue } from './convention.js';
import { Ensemble, ensembleDe } from './ensemble.js';
import { PartiesLibres } from './formulaire-parties-libres.js';
import { Formes } from './formes.js';
import { partiesDe } from './logos.js';
import { useManques } from './manques.js';
import { usePartiesLibres } from './parties-libres.js';

function Parts({ retenue }: { retenue: RetenueLue }) {
  const acte = (part: RetenueLue['parts'][number]) => {
    const engagement = part.engagements.find((e) => e.sens === 'ENGAGEMENT');
    return engagement ? `${LIBELLES_TYPE_ACTE[engagement.typeActe]} n° ${engagement.numero}` : 'acte attendu';
  };
  const parts = retenue.parts.toSorted((a, b) => a.financeur.nom.localeCompare(b.financeur.nom, 'fr'));
  return (
    <table className="tdt-table tdt-empilable fr-mb-4w">
      <caption>Parts votées pour ce projet, et l’acte de chaque financeur</caption>
      <thead>
        <tr>
          <th scope="col">Financeur</th>
          <th scope="col" className="tdt-montant">
            Montant
          </th>
          <th scope="col">État</th>
          <th scope="col">Acte</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((p) => (
          <tr key={p.id}>
            <th scope="row">{p.financeur.nom}</th>
            <td className="tdt-montant" data-libelle="Montant">
              {ecrireEuros(BigInt(p.montant))}
            </td>
            <td data-libelle="État">{majuscule(CYCLE_PART.etats[p.etat as EtatPart])}</td>
            <td data-libelle="Acte">{acte(p)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const GENERER_SELON: Readonly<Record<ModeConvention, string>> = {
  MULTIPARTITE: 'Générer le projet de convention',
  BIPARTITES_COORDONNEES: 'Générer les projets de l’ensemble',
};

interface ChampsProps {
  saisie: ComplementsSaisis;
  surSaisie: (saisie: ComplementsSaisis) => void;
}

function Champs({ saisie, surSaisie }: ChampsProps) {
  const changer = (nom: keyof ComplementsSaisis) => (valeur: string) => surSaisie({ ...saisie, [nom]: valeur });
  const types = TYPES_ACTE.map((valeur) => ({ valeur, texte: LIBELLES_TYPE_ACTE[valeur] }));
  const tauxFaux = saisie.excedent !== '' && lireTaux(saisie.excedent) === null;
  return (
    <>
      <fieldset className="tdt-bloc">
        <legend>Acte qui habilite le signataire du porteur</legend>
        <ChampChoix
          chemin="type"
          label="Forme de l’acte"
          options={types}
          valeur={saisie.type}
          surChangement={(type) => surSaisie({ ...saisie, type: type as TypeActe })}
        />
        <ChampTexte chemin="numero" label="Numéro" valeur={saisie.numero} max={100} surChangement={changer('numero')} />
        <ChampDate chemin="date" label="Date de l’acte" valeur={saisie.date} surChangement={changer('date')} />
      </fieldset>
      <ChampTexte
        chemin="excedent"
        label="Part d’un excédent que le porteur garde, en pourcentage"
        indice="Pour un porteur à but non lucratif. Par exemple : 5. Écrivez 0 s’il n’en garde rien."
        valeur={saisie.excedent}
        max={8}
        natif={{ inputMode: 'decimal' }}
        erreur={tauxFaux ? 'Écrivez un pourcentage de 0 à 100, comme 5 ou 2,5.' : undefined}
        surChangement={changer('excedent')}
      />
      <details className="fr-mb-3w">
        <summary>Autres clauses, si elles diffèrent du modèle</summary>
        <div className="fr-mt-2w">
          <ChampDate
            chemin="limiteBilan"
            label="Dernier jour pour remettre le bilan"
            indice="À défaut, six mois après l’exercice de fin."
            valeur={saisie.limiteBilan}
            surChangement={changer('limiteBilan')}
          />
          <ChampDate
            chemin="dateEffet"
            label="Prise d’effet"
            indice="À défaut, la dernière signature."
            valeur={saisie.dateEffet}
            surChangement={changer('dateEffet')}
          />
          <ChampTexte
            chemin="tribunal"
            label="Tribunal compétent"
            valeur={saisie.tribunal}
            max={200}
            surChangement={changer('tribunal')}
          />
        </div>
      </details>
    </>
  );
}

/** What is filled in here leads to its field; the rest says by itself where it is done. */
function Reste({ points }: { points: readonly DetailRefus[] | undefined }) {
  if (points === undefined) return <p role="status">Vérification en cours…</p>;
  if (points.length === 0) return <p role="status">Rien ne manque : la convention peut être générée.</p>;
  const ailleurs = points.filter(({ chemin }) => !CHEMINS_ICI[chemin]);
  const ici = points.flatMap((p) => {
    const champ = CHEMINS_ICI[p.chemin];
    return champ ? [{ ...p, chemin: champ }] : [];
  });
  return (
    <>
      <SommaireErreurs titre="À compléter ici" points={ici} />
      {ailleurs.length > 0 && (
        <>
          <h3>À compléter ailleurs</h3>
          <ul>
            {ailleurs.map((p) => (
              <li key={p.chemin + p.message}>{p.message}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function raisonDe(pret: boolean, nonEnregistrees: boolean): string {
  if (!pret) return 'Complétez d’abord ce qui manque : la liste est en haut de cette page.';
  if (nonEnregistrees)
    return 'Enregistrez d’abord ce qui est propre à cette convention, ou abandonnez vos changements.';
  return 'Un projet porte le filigrane « PROJET ». Un autre gestionnaire que vous le mettra en signature.';
}

/** What happens to what was generated before. */
function Precedente({ precedente, membres }: { precedente: ConventionDuDossier | undefined; membres: number }) {
  if (membres > 0) {
    return (
      <p>
        Générer de nouveau refait les projets et ce qui est caduc, chacun en une nouvelle version du même numéro ; ce
        qui est en signature, ou signé, demeure. Ce que vous laissez vide est repris de la version précédente.
      </p>
    );
  }
  if (!precedente) return null;
  return (
    <p>
      {ETATS_CONVENTION_TOMBES.includes(precedente.etat)
        ? `La convention ${precedente.numero} ne tient plus : celle que vous générez aura un autre numéro.`
        : `La convention ${precedente.numero} existe déjà. La générer de nouveau en fait une nouvelle version du même numéro, et la version actuelle devient caduque. Ce que vous laissez vide est repris d’elle.`}
    </p>
  );
}

interface PreparationProps {
  retenue: RetenueLue;
  membres: readonly ConventionDuDossier[];
  relire: () => void;
}

function Preparation({ retenue, membres, relire }: PreparationProps) {
  const naviguer = useNavigate();
  const [gardee, garder] = useGardeLocale<ComplementsSaisis>(nomGarde(retenue.id));
  const [precedente] = retenue.conventions.edges.map((e) => e.node);
  const faite = precedente && !ETATS_CONVENTION_TOMBES.includes(precedente.etat);
  const enPlace: ModeConvention | null = membres.length > 0 ? 'BIPARTITES_COORDONNEES' : faite ? 'MULTIPARTITE' : null;
  const [choix, choisir] = useState<ModeConvention>('MULTIPARTITE');
  const forme = enPlace ?? choix;
  const saisie = gardee ?? COMPLEMENTS_VIDES;
  const manques = useManques([retenue.id], forme).get(retenue.id);
  const points = manques && nommerParts(resteA(manques.points, saisie), retenue.parts);
  const { issue, envoi, faire } = useActePuis<{ id: string }>(({ id }) => {
    garder(null);
    if (forme === 'MULTIPARTITE') void naviguer(`/conventions/${id}`);
    else relire();
  });
  const refus = pointsDe(issue, 'numero').map((p) => ({ ...p, chemin: CHEMINS_ICI[p.chemin] ?? p.chemin }));
  const libres = usePartiesLibres(retenue.id);
  const pret = points?.length === 0;
  const demande = { ...demandeDe(retenue.id, saisie), forme };
  return (
    <>
      <Precedente precedente={precedente} membres={membres.length} />
      {manques && manques.formes.length > 0 && (
        <Formes
          formes={manques.formes}
          choisie={forme}
          porteur={retenue.porteur.nom}
          choisir={enPlace === null ? choisir : undefined}
        />
      )}
      <h2>Ce qui manque</h2>
      <Reste points={points} />
      <Parts retenue={retenue} />
      {retenue.etat === 'RETENU' && (
        <PartiesLibres
          candidatureId={retenue.id}
          resume={retenue.resume}
          projet={enPlace !== null}
          libres={libres}
          parties={partiesDe(retenue)}
          relireParties={relire}
        />
      )}
      <h2>
        {forme === 'MULTIPARTITE'
          ? 'Ce que la convention ajoute au dossier'
          : 'Ce que les conventions ajoutent au dossier'}
      </h2>
      <ContexteErreurs value={new Map(refus.map((p) => [p.chemin, p.message]))}>
        <Echec issue={issue} titre="La convention n’est pas générée" points={refus} />
        <Champs saisie={saisie} surSaisie={garder} />
      </ContexteErreurs>
      <p className="fr-hint-text">Ce que vous écrivez ici est gardé sur cet appareil jusqu’à la génération.</p>
      <Button
        disabled={envoi || !pret || libres.modifiees}
        nativeButtonProps={{ 'aria-describedby': 'raison-generer' }}
        onClick={() => void faire((options) => muter(GENERER, { d: demande }, options))}
      >
        {envoi ? 'Génération en cours…' : GENERER_SELON[forme]}
      </Button>
      <p id="raison-generer" className="fr-hint-text fr-mt-1w">
        {raisonDe(pret, libres.modifiees)}
      </p>
    </>
  );
}

/** Before a convention: its form, what is missing, where, and the few things that only it holds; then the set, if it is one. */
export default function PagePreparer() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UNE_RETENUE, variables: { id } });
  if (fetching && !data) return <Attente />;
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (error || !data) return <Panne erreur={error} reessayer={encore} />;
  const retenue = data.candidature;
  if (!retenue) return <PageIntrouvable />;
  const membres = ensembleDe(retenue);
  const titre = `Convention de « ${retenue.titre} »`;
  return (
    <>
      <Breadcrumb
        currentPageLabel={retenue.titre}
        segments={[{ label: 'Conventions', linkProps: { to: '/conventions' } }]}
      />
      <Titre onglet={titre}>{titre}</Titre>
      <p>
        {retenue.porteur.nom}, dossier n° {retenue.numero}.{' '}
        <Link to={`/instruction/${retenue.id}`}>Lire le dossier du porteur</Link>
      </p>
      <Ensemble retenue={retenue} membres={membres} />
      {membres.length === 0 && <Preparation key={retenue.id} retenue={retenue} membres={membres} relire={encore} />}
      {membres.length > 0 && retenue.etat === 'RETENU' && (
        <details className="tdt-bloc" open={membres.some((c) => c.etat === 'CADUQUE')}>
          <summary>Générer de nouveau ce qui n’est pas en signature</summary>
          <Preparation key={membres.map((c) => c.id).join()} retenue={retenue} membres={membres} relire={encore} />
        </details>
      )}
    </>
  );
}
