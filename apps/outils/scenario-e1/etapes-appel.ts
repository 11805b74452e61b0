import { nouvelId } from '@tdt/socle';
import { AMI_HUBS_2020 } from '../../../test/monde-appels.js';
import { pdfVide } from './pdf-vide.js';
import { estRefus, exiger } from './client.js';
import type { Partie } from './partie.js';
import { demandeAppel, demandeCandidature, FINANCEMENTS, MEMBRES, NOTES } from './projet.js';

const ID = 'ID!';

/** The conference of eleven voting members, and its president. */
export async function creerConference(p: Partie): Promise<void> {
  const { client, cal } = p;
  const { organismes, personnes } = client.distribution;
  const { id } = await client.faire<{ id: string }>('gestionnaire', 'creerConference', 'Conference { id }', {
    demande: [
      'CreerConferenceInput!',
      {
        nom: `Conférence des financeurs de l’inclusion numérique de Bretagne (${p.code})`,
        territoire: { nature: 'REGION', code: '53' },
        reglement: { delaiConvocationJours: cal.delaiConvocationJours },
      },
    ],
  });
  p.conferenceId = id;
  for (const [rang, membre] of MEMBRES.entries()) {
    const siege = {
      conferenceId: id,
      organismeId: organismes[membre.organisme],
      titulaireId: personnes[membre.titulaire],
      president: rang === 0,
    };
    const cree = await client.faire<{ id: string }>('gestionnaire', 'ajouterMembre', 'Membre { id }', {
      demande: ['AjouterMembreInput!', siege],
    });
    p.sieges.set(membre.organisme, cree.id);
  }
  await accorder(p, 'president', 'PRESIDENT', { organismeId: organismes.rennesMetropole, conferenceId: id });
  p.dire(`Conférence créée : ${MEMBRES.length} membres votants, quorum 6 (R19)`);
}

async function accorder(p: Partie, qui: 'president' | 'instructrice', role: string, perimetre: object): Promise<void> {
  const demande = { utilisateurId: p.client.distribution.personnes[qui], role, ...perimetre };
  const { id } = await p.client.faire<{ id: string }>('admin', 'accorderHabilitation', 'Habilitation { id }', {
    demande: ['AccorderHabilitationInput!', demande],
  });
  await p.client.faire('admin2', 'confirmerHabilitation', 'Habilitation { id }', { id: [ID, id] });
}

/** The call with its rules as data, and each funder's own envelope. */
export async function publierAppel(p: Partie): Promise<void> {
  const { client, cal } = p;
  const { organismes } = client.distribution;
  const { id } = await client.faire<{ id: string }>('gestionnaire', 'creerAppel', 'AppelAProjets { id }', {
    demande: ['CreerAppelInput!', demandeAppel(cal, p.code, p.conferenceId)],
  });
  p.appelId = id;
  for (const f of FINANCEMENTS) {
    const enveloppe = await client.faire<{ id: string }>(f.agent, 'creerEnveloppe', 'Enveloppe { id }', {
      demande: [
        'CreerEnveloppeInput!',
        {
          financeurId: organismes[f.organisme],
          // The other funders bring their ordinary money: only the Banque des Territoires has an envelope for this call.
          appelId: f.organisme === 'bdt' ? id : null,
          libelle: `${f.dispositif} (${p.code})`,
          dispositif: f.dispositif,
          exercice: cal.exercice,
        },
      ],
    });
    p.enveloppes.set(f.organisme, enveloppe.id);
    await client.faire(f.second, 'doterEnveloppe', 'Enveloppe { id }', {
      demande: ['DoterEnveloppeInput!', { cle: nouvelId(), enveloppeId: enveloppe.id, montant: String(f.dotation) }],
    });
  }
  const seul = await client.tenter('gestionnaire', 'publierAppel', 'AppelAProjets { id }', { id: [ID, id] });
  exiger(estRefus(seul) && seul.code === 'QUATRE_YEUX', 'Qui a créé l’appel a pu le publier seul.');
  await client.faire('gestionnaire2', 'publierAppel', 'AppelAProjets { id }', { id: [ID, id] });
  await accorder(p, 'instructrice', 'INSTRUCTEUR', { organismeId: organismes.bdt, appelId: id });
  p.dire(`AMI « ${AMI_HUBS_2020.titre} » publié sous le code ${p.code}, enveloppe de 2 300 000,00 €`);
}

/** Opens, fills and completes the file, up to the deposit that only waits for its instant. */
export async function preparerCandidature(p: Partie): Promise<void> {
  const { client, cal } = p;
  await cal.aller('ouverture');
  const { id, version } = await client.faire<{ id: string; version: number }>(
    'hubBretagne',
    'ouvrirCandidature',
    'Candidature { id version }',
    { appelId: [ID, p.appelId], porteurId: [ID, client.distribution.organismes.hubBretagne] },
  );
  p.candidatureId = id;
  const contenu = demandeCandidature(cal, client.distribution, await quartierDeBrest(p));
  await client.faire('hubBretagne', 'enregistrerCandidature', 'Candidature { id }', {
    demande: ['EnregistrerCandidatureInput!', { id, version, ...contenu }],
  });
  for (const piece of AMI_HUBS_2020.pieces) {
    await client.joindre('hubBretagne', id, piece.code, `${piece.code.toLowerCase()}.pdf`, pdfVide(piece.libelle));
  }
  const lue = await client.lire<{ candidature: Brouillon }>(
    'hubBretagne',
    'query ($id: ID!) { candidature(id: $id) { totalCharges completude { chemin message } montantDroit { montant } } }',
    { id },
  );
  const { totalCharges, completude, montantDroit } = lue.candidature;
  exiger(
    completude.length === 0,
    `Il manque encore : ${completude.map((m) => `${m.chemin} ${m.message}`).join(' ; ')}`,
  );
  exiger(totalCharges === '60000000', `Le coût du projet vaut ${totalCharges} centimes au lieu de 60000000.`);
  exiger(montantDroit?.montant === '35000000', `Le droit vaut ${montantDroit?.montant} au lieu de 35000000 (T1).`);
  p.dire('Dossier du Hub Bretagne complet : 600 000,00 € sur 24 mois, droit 250 000 + 50 000 QPV + 50 000 ACV');
}

interface Brouillon {
  totalCharges: string;
  completude: { chemin: string; message: string }[];
  montantDroit: { montant: string } | null;
}

async function quartierDeBrest(p: Partie): Promise<string> {
  const lu = await p.client.lire<{ zonages: { edges: { node: { code: string; millesime: number } }[] } }>(
    'hubBretagne',
    '{ zonages(first: 100, filtre: { dispositif: QPV, communeCode: "29019" }) { edges { node { code millesime } } } }',
  );
  const quartier = lu.zonages.edges.find(({ node }) => node.millesime === AMI_HUBS_2020.millesimeQpv)?.node;
  exiger(quartier !== undefined, 'La liste des quartiers prioritaires de 2015 ne contient aucun quartier de Brest.');
  return quartier.code;
}

/** The deposit, in the last second of the window (R1). */
export async function deposer(p: Partie): Promise<void> {
  const { client, cal } = p;
  await cal.aller('derniereSeconde');
  const depot = await client.faire<{ numero: string; deposeLe: string; empreinte: string }>(
    'hubBretagne',
    'deposerCandidature',
    'Candidature { numero deposeLe empreinte }',
    { id: [ID, p.candidatureId] },
  );
  const avant = Date.parse(cal.cloture) - Date.parse(depot.deposeLe);
  exiger(avant >= 0 && avant < 1_000, `Le dépôt est daté du ${depot.deposeLe}, à ${avant} ms de la clôture.`);
  p.dire(
    `Dépôt ${depot.numero} à ${depot.deposeLe}, ${avant} ms avant la clôture ; contenu ${depot.empreinte.slice(0, 16)}…`,
  );
}

/** Receivability, notes on the grid, opinion: 78 out of 100. */
export async function instruire(p: Partie): Promise<void> {
  const { client, cal } = p;
  const id = p.candidatureId;
  await cal.aller('instruction');
  await client.faire('instructrice', 'declarerRecevable', 'Candidature { id }', { id: [ID, id] });
  await client.faire('instructrice', 'noterCandidature', 'Candidature { id }', {
    demande: ['NoterCandidatureInput!', { id, notes: NOTES }],
  });
  const avis = { id, favorable: true, avis: 'Projet structurant pour les quatre départements bretons.' };
  const { score } = await client.faire<{ score: number }>(
    'instructrice',
    'terminerInstruction',
    'Candidature { score }',
    {
      demande: ['TerminerInstructionInput!', avis],
    },
  );
  exiger(score === 78, `La note vaut ${score} au lieu de 78.`);
  p.dire('Instruction : 78/100, avis favorable');
}
