import { Button } from '@codegouvfr/react-dsfr/Button';
import { LIBELLES_CATEGORIE, LIBELLES_TYPE_ACTE, TYPES_ACTE, type NaturePart, type TypeActe } from '@tdt/domaine';
import { useQuery } from 'urql';
import { chercherOrganismes, siretFaux } from '../candidatures/registres.js';
import { gql } from '../commun/api.js';
import { ChampChoix, ChampDate, ChampMontant, ChampTexte } from '../commun/champs.js';
import { Recherche } from '../commun/recherche.js';
import { cheminArrivee, nouvelleArrivee, type SaisieArrivee } from './saisie-arrivee.js';
import { Volet, type Props } from './volet-avenant.js';

const ENVELOPPES = gql(`
  query EnveloppesVues {
    enveloppes(first: 100) { edges { node { id libelle exercice statut financeur { id } } } }
  }
`);

const NATURES: readonly { valeur: NaturePart; texte: string }[] = [
  { valeur: 'FONCTIONNEMENT', texte: 'Fonctionnement' },
  { valeur: 'INVESTISSEMENT', texte: 'Investissement' },
];

const INCONNU =
  'Aucun organisme de ce nom ou de ce numéro. S’il n’est pas encore inscrit, demandez son inscription à l’administration.';

interface ArriveeProps {
  rang: number;
  saisie: SaisieArrivee;
  poser: (changement: Partial<SaisieArrivee>) => void;
  retirer: () => void;
}

/** The envelope that bears the share: only its funder's own people see them, and may point at one. */
function ChoixEnveloppe({ rang, saisie, poser }: Omit<ArriveeProps, 'retirer'>) {
  const [{ data }] = useQuery({ query: ENVELOPPES });
  const vues = (data?.enveloppes.edges ?? [])
    .map((e) => e.node)
    .filter((e) => e.financeur.id === saisie.financeur.id && e.statut === 'OUVERTE');
  if (vues.length === 0) {
    return (
      <p className="fr-text--sm">
        Le montant sera gardé dans l’enveloppe que ce financeur a ouverte pour cet appel, sans que vous ayez à la
        connaître. S’il n’en a pas, ou si elle n’y suffit pas, l’avenant ne se propose pas.
      </p>
    );
  }
  return (
    <ChampChoix
      chemin={cheminArrivee(rang, 'enveloppeId')}
      label="Enveloppe"
      valeur={saisie.enveloppeId}
      vide="Celle qu’il a ouverte pour cet appel"
      options={vues.map((e) => ({ valeur: e.id, texte: `${e.libelle}, ${e.exercice}` }))}
      surChangement={(enveloppeId) => poser({ enveloppeId })}
    />
  );
}

function ActeDeLArrivee({ rang, saisie, poser }: Omit<ArriveeProps, 'retirer'>) {
  const { acte } = saisie;
  return (
    <>
      <ChampChoix
        chemin={cheminArrivee(rang, 'acte.type')}
        label="Forme de l’acte qui l’engage"
        valeur={acte.type}
        vide="Choisir"
        options={TYPES_ACTE.map((valeur) => ({ valeur, texte: LIBELLES_TYPE_ACTE[valeur] }))}
        surChangement={(type) => poser({ acte: { ...acte, type: type as TypeActe | '' } })}
      />
      <ChampTexte
        chemin={cheminArrivee(rang, 'acte.numero')}
        label="Numéro de l’acte"
        valeur={acte.numero}
        max={100}
        surChangement={(numero) => poser({ acte: { ...acte, numero } })}
      />
      <ChampDate
        chemin={cheminArrivee(rang, 'acte.date')}
        label="Date de l’acte"
        valeur={acte.date}
        surChangement={(date) => poser({ acte: { ...acte, date } })}
      />
    </>
  );
}

function Arrivee(props: ArriveeProps) {
  const { rang, saisie, poser, retirer } = props;
  const { nom, categorie } = saisie.financeur;
  return (
    <fieldset className="fr-fieldset tdt-bloc">
      <legend className="fr-fieldset__legend">
        {nom}
        <span className="fr-hint-text">{LIBELLES_CATEGORIE[categorie]}</span>
      </legend>
      <div className="fr-fieldset__element">
        <ChampMontant
          chemin={cheminArrivee(rang, 'montant')}
          label="Ce qu’il apporte, en euros"
          valeur={saisie.montant}
          surChangement={(montant) => poser({ montant })}
        />
        <ChampTexte
          chemin={cheminArrivee(rang, 'dispositif')}
          label="Au titre de quel dispositif"
          valeur={saisie.dispositif}
          max={200}
          surChangement={(dispositif) => poser({ dispositif })}
        />
        <ChampChoix
          chemin={cheminArrivee(rang, 'nature')}
          label="Nature de sa part"
          valeur={saisie.nature}
          options={NATURES}
          surChangement={(nature) => poser({ nature: nature as NaturePart })}
        />
        <ChampMontant
          chemin={cheminArrivee(rang, 'assiette')}
          label="Dépense sur laquelle sa part est calculée, en euros (facultatif)"
          indice="À défaut, tout le coût du projet"
          valeur={saisie.assiette}
          surChangement={(assiette) => poser({ assiette })}
        />
        <ChoixEnveloppe rang={rang} saisie={saisie} poser={poser} />
        <ActeDeLArrivee rang={rang} saisie={saisie} poser={poser} />
        <Button type="button" priority="tertiary" size="small" onClick={retirer}>
          Retirer {nom}
        </Button>
      </div>
    </fieldset>
  );
}

/** « Arrivée d’un financeur »: who, found in the register, then what it brings. */
export function Arrivees({ donnees, saisie, poser }: Props) {
  const { arrivees } = saisie;
  const ecarter = [
    donnees.beneficiaire.organismeId,
    ...donnees.financeurs.map((f) => f.organismeId),
    ...arrivees.map((a) => a.financeur.id),
  ];
  const changer = (rang: number, changement: Partial<SaisieArrivee>) =>
    poser({ arrivees: arrivees.map((a, i) => (i === rang ? { ...a, ...changement } : a)) });
  return (
    <Volet titre="Arrivée d’un financeur" change={arrivees.length > 0} prefixe="arrivees">
      <p className="fr-text--sm">
        Qui arrive signe l’avenant avec le bénéficiaire et ceux dont la part change. Sa part s’ajoute à la fin du plan ;
        une autre baisse d’autant, ou le coût du projet augmente.
      </p>
      {arrivees.map((arrivee, rang) => (
        <Arrivee
          key={arrivee.financeur.id}
          rang={rang}
          saisie={arrivee}
          poser={(changement) => changer(rang, changement)}
          retirer={() => poser({ arrivees: arrivees.filter((_a, i) => i !== rang) })}
        />
      ))}
      <Recherche
        chemin="arrivees"
        label={arrivees.length === 0 ? 'Financeur qui arrive' : 'Un autre financeur arrive'}
        indice="Son nom, ou son SIRET (14 chiffres)"
        verbe="Choisir"
        chercher={(texte) => chercherOrganismes(texte, ecarter)}
        surChoix={(o) => poser({ arrivees: [...arrivees, nouvelleArrivee(donnees, o)] })}
        siRien={(texte) => siretFaux(texte) ?? INCONNU}
      />
    </Volet>
  );
}
