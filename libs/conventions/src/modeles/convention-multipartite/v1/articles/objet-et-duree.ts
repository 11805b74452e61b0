import { ecrireDate, type LieuConvention, type TypeLieu } from '@tdt/domaine';
import {
  AVEC_FINANCEUR_PRIVE,
  BONIFICATIONS,
  CONSORTIUM,
  INDICATEURS,
  INITIATIVE_BENEFICIAIRE,
  INVESTISSEMENT,
  ORIGINE_BENEFICIAIRE,
  TOUJOURS,
  et,
} from '../conditions.js';
import { ecrireLieu, nommerConference, jour, lieuxDistincts, ou } from '../contexte.js';
import { clause, enumeration, type Articles, type Contexte, type Element } from '../modele.js';

/** Articles on what is done, where and for how long. */
export const ARTICLES_OBJET = {
  OBJET: [
    clause(TOUJOURS, ({ donnees: { entete, appel } }) => {
      const nature = appel.type === 'AMI' ? 'à l’appel à manifestation d’intérêt' : 'à l’appel à projets';
      return `La présente convention fixe les conditions dans lesquelles les financeurs contribuent ensemble au projet « ${entete.titre} » (le « projet »), présenté par le bénéficiaire en réponse ${nature} « ${appel.titre} » (référence ${appel.reference}).`;
    }),
    { condition: TOUJOURS, source: 'loi 2000-321 art. 10', rediger: objet },
    clause(
      TOUJOURS,
      ({ donnees: { seance }, renvoi }) =>
        `Le projet a été examiné par ${nommerConference(seance.conference)} lors de sa séance du ${ecrireDate(seance.date)} (délibération n° ${seance.numeroDeliberation}). La conférence coordonne les financements ; elle n’engage les deniers d’aucun de ses membres. L’engagement de chaque financeur résulte de son propre acte, mentionné à ${renvoi('PLAN')}.`,
      'R24',
    ),
    clause(
      et(INITIATIVE_BENEFICIAIRE, ORIGINE_BENEFICIAIRE),
      () =>
        'Le bénéficiaire déclare qu’il est à l’initiative du projet, qu’il l’a défini et qu’il le met en œuvre sous sa seule responsabilité. Les contributions des financeurs publics sont facultatives ; elles ne rémunèrent aucune prestation individualisée répondant à leurs besoins et constituent des subventions au sens de l’article 9-1 de la loi n° 2000-321 du 12 avril 2000.',
      'R29',
    ),
    clause(
      AVEC_FINANCEUR_PRIVE,
      ({ prives }) =>
        `${prives.length > 1 ? 'Les contributions des financeurs privés sont consenties' : `La contribution du financeur privé, ${prives[0]?.denomination}, est consentie`} dans une intention libérale et sans contrepartie équivalente. Elle${prives.length > 1 ? 's' : ''} ne constitue${prives.length > 1 ? 'nt' : ''} pas une aide publique et n’y ${prives.length > 1 ? 'sont' : 'est'} additionnée${prives.length > 1 ? 's' : ''} dans aucun total.`,
      'R17',
    ),
    clause(CONSORTIUM, ({ donnees: { consortium } }) => {
      const mandat = consortium?.mandatLe ? ` en vertu du mandat du ${ecrireDate(consortium.mandatLe)}` : '';
      return `Le bénéficiaire agit en qualité de chef de file du groupement dont les membres figurent à l’annexe IX${mandat}. Il les représente auprès des financeurs et répond seul devant eux de l’exécution de la présente convention.`;
    }),
  ],
  DESCRIPTION: [
    clause(TOUJOURS, ({ donnees }) => ou(donnees.description)),
    enumeration(
      { libelle: 'Des actions sont décrites', vraie: (c) => c.donnees.actions.length > 0 },
      () => 'Le projet comprend les actions suivantes, détaillées à l’annexe I :',
      ({ donnees }) => donnees.actions.map((action, rang) => terminer(action.titre, rang, donnees.actions.length)),
    ),
    enumeration(
      { libelle: 'Des lieux sont nommés', vraie: (c) => lieuxDistincts(c.donnees).length > 0 },
      () => 'Le projet se déroule sur les territoires suivants :',
      (c) => territoires(c),
    ),
    clause(
      BONIFICATIONS,
      ({ renvoi }) =>
        `La réalisation effective d’actions dans les quartiers prioritaires de la politique de la ville et dans les communes du programme Action cœur de ville nommés ci-dessus conditionne les bonifications prévues à ${renvoi('CALCUL')}.`,
      'R5',
    ),
    clause(
      TOUJOURS,
      () =>
        'Le bénéficiaire met en œuvre tous les moyens nécessaires à la réalisation du projet et à l’atteinte de ses objectifs.',
    ),
    clause(
      INDICATEURS,
      () => 'Les indicateurs qui mesurent les résultats et leurs valeurs attendues figurent à l’annexe VI.',
    ),
  ],
  DUREE: [
    clause(TOUJOURS, ({ donnees: { duree } }) =>
      duree.dateEffet === null
        ? 'La convention prend effet à la date de sa signature par la dernière des parties. Elle leur est notifiée sans délai.'
        : `La convention prend effet le ${ecrireDate(duree.dateEffet)}, sous réserve de sa signature par toutes les parties.`,
    ),
    clause(
      TOUJOURS,
      ({ donnees: { duree } }) => `Le projet est réalisé du ${jour(duree.debut)} au ${jour(duree.fin)}.`,
      'R28',
    ),
    clause(
      INVESTISSEMENT,
      () =>
        'Le bénéficiaire déclare le commencement d’exécution des investissements à chaque financeur concerné, et leur achèvement à la date prévisionnelle ci-dessus.',
      'décret 2018-514 art. 8 et 12',
    ),
    clause(
      TOUJOURS,
      ({ donnees: { duree }, renvoi }) =>
        `La convention expire lorsque toutes les obligations des parties sont exécutées, et notamment après le contrôle du bilan final, que le bénéficiaire remet au plus tard le ${jour(duree.limiteBilan)} dans les conditions de ${renvoi('COMPTES_RENDUS')}.`,
      'R37',
    ),
    clause(
      TOUJOURS,
      ({ renvoi }) =>
        `Toute demande de prolongation est adressée aux financeurs, motivée, avant la fin du projet. Elle fait l’objet d’un avenant dans les conditions de ${renvoi('AVENANTS')}.`,
    ),
  ],
} satisfies Articles;

/** What staff wrote for this convention, or the sentence of the template. */
function objet({ donnees }: Contexte): Element[] {
  const redige = donnees.partiesLibres?.objet ?? [];
  const usuel = `Le projet a pour objet : ${enSuite(sansPoint(ou(donnees.objet)))}.`;
  return (redige.length === 0 ? [usuel] : redige).map((alinea) => ({ alinea }));
}

const ORDRE_LIEUX: readonly (readonly [TypeLieu, string, string])[] = [
  ['REGION', 'région', 'régions'],
  ['DEPARTEMENT', 'département', 'départements'],
  ['EPCI', 'intercommunalité', 'intercommunalités'],
  ['COMMUNE', 'commune', 'communes'],
  ['QPV', 'quartier prioritaire de la politique de la ville', 'quartiers prioritaires de la politique de la ville'],
  ['ACV', 'commune du programme Action cœur de ville', 'communes du programme Action cœur de ville'],
];

function territoires({ donnees }: Contexte): string[] {
  const lieux = lieuxDistincts(donnees);
  const groupes = ORDRE_LIEUX.map(([type, singulier, pluriel]) => {
    const noms = lieux.filter((lieu: LieuConvention) => lieu.type === type).map(ecrireLieu);
    return noms.length === 0 ? null : `${noms.length > 1 ? pluriel : singulier} : ${noms.join(', ')}`;
  }).filter((groupe) => groupe !== null);
  return groupes.map((groupe, rang) => terminer(groupe, rang, groupes.length));
}

/** End of a list item: semicolons, then a full stop. */
export function terminer(texte: string, rang: number, nombre: number): string {
  return `${sansPoint(texte)}${rang === nombre - 1 ? '.' : ' ;'}`;
}

/** A sentence typed by a user may already end with a full stop. */
export function sansPoint(texte: string): string {
  return texte.trim().replace(/\.+$/, '');
}

/** A text that follows a colon opens with a small letter, unless its first word is an acronym. */
function enSuite(texte: string): string {
  return /^\p{Lu}\p{Ll}/u.test(texte) ? `${texte.charAt(0).toLowerCase()}${texte.slice(1)}` : texte;
}
