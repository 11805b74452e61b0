import { Button } from '@codegouvfr/react-dsfr/Button';
import { CATEGORIES_ORGANISME, LIBELLES_CATEGORIE, type ClasseDeFinanceurs, type PorteeRegle } from '@tdt/domaine';
import { chercherOrganismes } from '../candidatures/registres.js';
import { ChampChoix, ChampMontant, ChampTexte } from '../commun/champs.js';
import { Recherche } from '../commun/recherche.js';
import { phraseDeBorne, quiEstBorne } from '../enveloppes/regles.js';
import type { AppelAvecRegles } from '../enveloppes/regle.js';
import { Categories } from './etape-calendrier.js';
import { estTaux, typesPour, type ClasseSaisie, type RegleSaisie, type TypeRegle } from './financement.js';

const TYPES: Record<TypeRegle, string> = {
  TAUX_MAX: 'Pas plus de … % de la dépense',
  MONTANT_MAX: 'Pas plus de … € par projet',
  MONTANT_MIN: 'Rien, ou au moins … €',
  PARTICIPATION_MIN_MAITRE_OUVRAGE: 'Le porteur public apporte au moins … % des financements publics',
};
const BASES = [
  { valeur: 'DEPENSE_SUBVENTIONNABLE', texte: 'La dépense subventionnable' },
  { valeur: 'COUT_TOTAL', texte: 'Le coût total' },
];
const CATEGORIES = CATEGORIES_ORGANISME.map((valeur) => ({ valeur, texte: LIBELLES_CATEGORIE[valeur] }));
const UN_SEUL = 'FINANCEUR';

/** The target of a rule as one choice: all together, a class, a kind of funders, one funder. */
const cibleDe = (r: RegleSaisie) =>
  r.portee === 'CLASSE'
    ? `CLASSE ${r.classe}`
    : r.portee === 'APPEL'
      ? 'APPEL'
      : r.categorie
        ? `CATEGORIE ${r.categorie}`
        : UN_SEUL;

function surCible(cible: string, r: RegleSaisie): Partial<RegleSaisie> {
  const [sorte, valeur = ''] = cible.split(' ');
  const portee: PorteeRegle = sorte === 'APPEL' || sorte === 'CLASSE' ? sorte : 'ENVELOPPE';
  const type = typesPour(portee).includes(r.type) ? r.type : 'TAUX_MAX';
  return {
    portee,
    type,
    classe: portee === 'CLASSE' ? valeur : '',
    categorie: sorte === 'CATEGORIE' ? (valeur as RegleSaisie['categorie']) : '',
    financeur: null,
    valeur: type === r.type ? r.valeur : '',
  };
}

function Financeur({
  chemin,
  valeur,
  poser,
}: {
  chemin: string;
  valeur: RegleSaisie;
  poser: (c: Partial<RegleSaisie>) => void;
}) {
  if (valeur.financeur) {
    return (
      <p>
        Financeur : <strong>{valeur.financeur.nom}</strong>{' '}
        <button type="button" className="fr-link" onClick={() => poser({ financeur: null })}>
          Choisir un autre financeur
        </button>
      </p>
    );
  }
  return (
    <Recherche
      chemin={`${chemin}.financeur`}
      label="Quel financeur ?"
      indice="Une partie de son nom, ou son SIRET"
      verbe="Choisir"
      chercher={(texte) => chercherOrganismes(texte, [])}
      surChoix={({ id, nom }) => poser({ financeur: { id, nom } })}
      siRien={() => 'Aucun organisme de ce nom n’est inscrit.'}
    />
  );
}

interface PropsChiffre {
  chemin: string;
  valeur: RegleSaisie;
  poser: (changement: Partial<RegleSaisie>) => void;
}

/** How much: a rate and what it is taken on, or an amount. */
function Chiffre({ chemin, valeur, poser }: PropsChiffre) {
  const commun = {
    chemin: `${chemin}.valeur`,
    valeur: valeur.valeur,
    surChangement: (v: string) => poser({ valeur: v }),
  };
  return (
    <>
      {estTaux(valeur.type) ? (
        <ChampTexte
          {...commun}
          label="Taux, en pourcentage"
          indice="Par exemple : 80"
          max={8}
          natif={{ inputMode: 'decimal' }}
        />
      ) : (
        <ChampMontant {...commun} label="Montant, en euros" />
      )}
      {valeur.type === 'TAUX_MAX' && (
        <ChampChoix
          chemin={`${chemin}.base`}
          label="Le taux se prend sur"
          options={BASES}
          valeur={valeur.base}
          surChangement={(base) => poser({ base: base as RegleSaisie['base'] })}
        />
      )}
    </>
  );
}

interface PropsRegle {
  rang: number;
  valeur: RegleSaisie;
  classes: readonly ClasseDeFinanceurs[];
  /** The same rule, as everybody will read it. */
  lue: AppelAvecRegles['reglesFinancement'][number] | undefined;
  appel: AppelAvecRegles;
  surChangement: (valeur: RegleSaisie) => void;
  surRetrait: () => void;
}

/** One rule: whom it bounds, how, by how much, and where it comes from; and its sentence as soon as it can be told. */
export function UneRegle({ rang, valeur, classes, lue, appel, surChangement, surRetrait }: PropsRegle) {
  const chemin = `regles[${rang}]`;
  const poser = (c: Partial<RegleSaisie>) => surChangement({ ...valeur, ...c });
  const cibles = [
    { valeur: 'APPEL', texte: 'Tous les financeurs ensemble' },
    ...classes.map((c) => ({ valeur: `CLASSE ${c.code}`, texte: `Ensemble : ${c.libelle || 'classe sans nom'}` })),
    ...CATEGORIES.map((c) => ({ valeur: `CATEGORIE ${c.valeur}`, texte: `Chacun : ${c.texte}` })),
    { valeur: UN_SEUL, texte: 'Un financeur précis' },
  ];
  const chiffree = lue && (lue.tauxBp !== null || lue.montant !== null);
  return (
    <fieldset className="tdt-bloc">
      <legend>Règle {rang + 1}</legend>
      <ChampChoix
        chemin={`${chemin}.portee`}
        label="Qui elle borne"
        options={cibles}
        valeur={cibleDe(valeur)}
        surChangement={(cible) => poser(surCible(cible, valeur))}
      />
      {cibleDe(valeur) === UN_SEUL && <Financeur chemin={chemin} valeur={valeur} poser={poser} />}
      <ChampChoix
        chemin={`${chemin}.type`}
        label="Ce qu’elle dit"
        options={typesPour(valeur.portee).map((type) => ({ valeur: type, texte: TYPES[type] }))}
        valeur={valeur.type}
        surChangement={(type) => poser({ type: type as TypeRegle, valeur: '' })}
      />
      <Chiffre chemin={chemin} valeur={valeur} poser={poser} />
      <ChampTexte
        chemin={`${chemin}.libelle`}
        label="Nom de la règle"
        valeur={valeur.libelle}
        max={200}
        surChangement={(libelle) => poser({ libelle })}
      />
      <ChampTexte
        chemin={`${chemin}.source`}
        label="Texte dont elle vient"
        indice="Il s’affiche auprès de chaque montant que cette règle borne."
        valeur={valeur.source}
        max={300}
        surChangement={(source) => poser({ source })}
      />
      {chiffree && (
        <p role="status">
          <strong>{quiEstBorne(lue, appel)}</strong> : {phraseDeBorne(lue).replace(/^./, (l) => l.toLowerCase())}.
        </p>
      )}
      <Button priority="tertiary" size="small" onClick={surRetrait}>{`Retirer la règle ${rang + 1}`}</Button>
    </fieldset>
  );
}

interface PropsClasse {
  rang: number;
  classes: readonly ClasseSaisie[];
  surChangement: (classes: ClasseSaisie[]) => void;
}

/** One class of funders: the category of a funder says in which it is, and a class may be inside another. */
export function UneClasse({ rang, classes, surChangement }: PropsClasse) {
  const valeur = classes[rang];
  if (!valeur) return null;
  const chemin = `classes[${rang}]`;
  const poser = (c: Partial<ClasseSaisie>) => surChangement(classes.map((l, i) => (i === rang ? { ...l, ...c } : l)));
  const retirer = () =>
    surChangement(
      classes
        .filter((_c, i) => i !== rang)
        .map((c) => (c.parent === valeur.code ? { ...c, parent: valeur.parent } : c)),
    );
  return (
    <fieldset className="tdt-bloc">
      <legend>Classe {rang + 1}</legend>
      <ChampTexte
        chemin={`${chemin}.libelle`}
        label="Nom de la classe"
        valeur={valeur.libelle}
        max={200}
        surChangement={(libelle) => poser({ libelle })}
      />
      <ChampChoix
        chemin={`${chemin}.parent`}
        label="Elle fait partie de"
        vide="Aucune autre classe"
        options={classes.slice(0, rang).map((c) => ({ valeur: c.code, texte: c.libelle || 'classe sans nom' }))}
        valeur={valeur.parent}
        surChangement={(parent) => poser({ parent })}
      />
      <details className="fr-mb-2w">
        <summary>
          {valeur.categories.length === 0
            ? 'Financeurs qui en sont : aucun'
            : `Financeurs qui en sont : ${valeur.categories.map((c) => LIBELLES_CATEGORIE[c]).join(', ')}`}
        </summary>
        <Categories
          chemin={`${chemin}.categories`}
          legende="Catégories de financeurs qui en sont"
          choisies={valeur.categories}
          surChoix={(categories) => poser({ categories })}
        />
      </details>
      <Button priority="tertiary" size="small" onClick={retirer}>{`Retirer la classe ${rang + 1}`}</Button>
    </fieldset>
  );
}
