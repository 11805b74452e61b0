import { createHash } from 'node:crypto';
import { lireDonneesConvention } from '@tdt/domaine';
import { nouvelId } from '@tdt/socle';
import { controlerDonnees, controlerPdf } from './controles.js';
import { estRefus, exiger } from './client.js';
import { verifierParts } from './etapes-seance.js';
import type { Partie } from './partie.js';
import { FINANCEMENTS } from './projet.js';

const DEMANDE = 'GenererConventionInput!';

/** The second key: each funder's own act. Before the last one, no convention can be made. */
export async function engager(p: Partie): Promise<void> {
  const { client, cal } = p;
  await cal.aller('actes');
  for (const [rang, f] of FINANCEMENTS.entries()) {
    if (rang === FINANCEMENTS.length - 1) await attendreRefus(p, 'ETAT_INVALIDE');
    const { collectivite, ...acte } = f.acte;
    const demande = {
      cle: nouvelId(),
      partId: p.parts.get(f.organisme),
      acte: {
        ...acte,
        dateActe: cal.acteLe,
        transmisLe: collectivite ? cal.transmisLe : null,
        montant: String(f.montant),
      },
    };
    const envoyer = () =>
      client.faire<{ id: string; montant: string }>(
        f.signataire,
        'enregistrerEngagement',
        'Engagement { id montant }',
        {
          demande: ['EnregistrerEngagementInput!', demande],
        },
      );
    const [engagement, rejeu] = [await envoyer(), await envoyer()];
    exiger(engagement.id === rejeu.id, `L’acte de ${f.organisme}, envoyé deux fois, compte deux fois.`);
    exiger(engagement.montant === String(f.montant), `L’acte de ${f.organisme} porte ${engagement.montant} centimes.`);
  }
  await verifierParts(p, 'ENGAGEE');
  p.dire('Actes de la Banque des Territoires, de la Région, de la métropole et de la fondation : quatre parts ENGAGEE');
}

async function attendreRefus(p: Partie, code: string): Promise<void> {
  const recu = await p.client.tenter('gestionnaire', 'genererConvention', 'Convention { id }', {
    demande: [DEMANDE, { candidatureId: p.candidatureId }],
  });
  exiger(estRefus(recu) && recu.code === code, `La convention aurait dû être refusée (${code}) : une part attend.`);
}

/** The draft, first refused because something is missing, then whole. */
export async function generer(p: Partie): Promise<void> {
  const { client, cal } = p;
  await cal.aller('convention');
  await attendreRefus(p, 'INCOMPLET');
  const acteBeneficiaire = { type: 'CONSEIL_ADMINISTRATION', numero: '2021-02', date: cal.conseilLe };
  const projet = await client.faire<{ id: string; numero: string; total: string; etat: string }>(
    'gestionnaire',
    'genererConvention',
    'Convention { id numero total etat }',
    {
      demande: [
        DEMANDE,
        {
          candidatureId: p.candidatureId,
          acteBeneficiaire,
          excedentBp: 500,
          fongibiliteBp: 1_000,
          tribunal: 'tribunal administratif de Rennes',
          depensesExclues: ['les traitements des agents titulaires de la fonction publique'],
        },
      ],
    },
  );
  p.conventionId = projet.id;
  exiger(projet.numero === `${p.code}-C-0001`, `La convention porte le numéro ${projet.numero}.`);
  exiger(projet.total === '55000000', `La convention engage ${projet.total} centimes au lieu de 55000000.`);
  p.dire(`Projet de convention ${projet.numero} : 550 000,00 € de quatre financeurs`);
}

/** What the scenario leaves behind. */
export interface Resultat {
  numero: string;
  pdf: Buffer;
  nomPdf: string;
  empreinte: string;
}

/** Rereading, freezing, the PDF and what the envelope has left. */
export async function signer(p: Partie): Promise<Resultat> {
  const { client } = p;
  await client.faire('gestionnaire', 'relireConvention', 'Convention { id }', { id: ['ID!', p.conventionId] });
  const figee = await client.faire<Figee>(
    'gestionnaire2',
    'mettreEnSignature',
    'Convention { numero etat donnees empreinte pdfEmpreinte scelleEmpreinte adresse candidature { etat } }',
    { demande: ['MettreEnSignatureInput!', { cle: nouvelId(), conventionId: p.conventionId }] },
  );
  exiger(figee.etat === 'EN_SIGNATURE', `La convention est ${figee.etat} au lieu d’EN_SIGNATURE.`);
  exiger(figee.candidature.etat === 'CONVENTIONNE', `La candidature est ${figee.candidature.etat}.`);
  await verifierParts(p, 'CONVENTIONNEE');
  const { contenu, nom } = await client.telecharger('hubBretagne', figee.adresse);
  const sha256 = (octets: Buffer | string) => createHash('sha256').update(octets).digest('hex');
  exiger(sha256(figee.donnees) === figee.empreinte, 'L’empreinte des données n’est pas celle de la convention.');
  const attendue = figee.scelleEmpreinte ?? figee.pdfEmpreinte;
  exiger(sha256(contenu) === attendue, 'L’empreinte du PDF téléchargé n’est pas celle de la convention.');
  const chiffres = controlerDonnees(lireDonneesConvention(figee.donnees));
  const lu = await controlerPdf(contenu, figee.donnees);
  p.dire(`Convention ${figee.numero} en signature : ${chiffres}`);
  p.dire(`PDF de ${lu.pages} pages, ${contenu.length} octets ; ${lu.constat}`);
  await verifierEnveloppe(p);
  return { numero: figee.numero, pdf: contenu, nomPdf: nom, empreinte: figee.empreinte };
}

interface Figee {
  numero: string;
  etat: string;
  donnees: string;
  empreinte: string;
  pdfEmpreinte: string;
  scelleEmpreinte: string | null;
  adresse: string;
  candidature: { etat: string };
}

async function verifierEnveloppe(p: Partie): Promise<void> {
  const { enveloppe } = await p.client.lire<{ enveloppe: { disponible: string; conventionne: string } }>(
    'gestionnaire',
    'query ($id: ID!) { enveloppe(id: $id) { disponible conventionne } }',
    { id: p.enveloppes.get('bdt') },
  );
  const { disponible, conventionne } = enveloppe;
  exiger(disponible === '195000000', `Il reste ${disponible} centimes dans l’enveloppe au lieu de 195000000.`);
  exiger(conventionne === '35000000', `L’enveloppe a ${conventionne} centimes conventionnés au lieu de 35000000.`);
  p.dire('Enveloppe de la Banque des Territoires : 350 000,00 € conventionnés, il reste 1 950 000,00 €');
}
