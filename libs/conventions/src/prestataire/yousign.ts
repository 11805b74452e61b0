import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ConstatExterne } from '@tdt/domaine';
import { ClientHttp, type Appel } from './client-http.js';
import {
  DemandeRejetee,
  PrestataireDeSignature,
  PrestataireInjoignable,
  type DemandeAuPrestataire,
  type DemandeOuverte,
  type EtatLu,
  type FichiersRecus,
} from './prestataire.js';

export interface OptionsYousign {
  /** Address of its API, version included, without a final slash. */
  adresse: string;
  /** Key of its API. */
  cle: string;
  /** Secret that authenticates its notices. */
  secretAvis: string;
}

/** What is read of a signature request; whatever else it says is left aside. */
interface Demande {
  id: string;
  status: string;
  documents: { id: string }[];
  signers: { id: string }[];
  decline_information?: { reason?: string | null } | null;
}

const CONSTATS: Readonly<Record<string, ConstatExterne>> = {
  draft: 'EN_ATTENTE',
  approval: 'EN_ATTENTE',
  ongoing: 'EN_ATTENTE',
  done: 'SIGNEE',
  declined: 'REFUSEE',
  rejected: 'REFUSEE',
  expired: 'EXPIREE',
  canceled: 'ANNULEE',
  deleted: 'ANNULEE',
};
/** It will not: what stands there is read afterwards. */
const REFUS = [400, 403, 404, 409, 422];
const MOTIF_MAX = 1_000;
const TITRE_MAX = 128;
/** Where the visible field stands on the last page, in points from its top left corner; Yousign wants 2.3 to 1. */
const CADRE = { x: 440, y: 775, width: 115, height: 50 } as const;
const ENTETE = 'x-yousign-signature-256';

const racine = (reference: string) => `/signature_requests/${encodeURIComponent(reference)}`;

/** First word, then the rest: two fields there, one here. */
function prenomNom(nom: string): { first_name: string; last_name: string } {
  const [prenom = '', ...reste] = nom.trim().split(/\s+/);
  return { first_name: prenom, last_name: reste.join(' ') || prenom };
}

/** An address of theirs that a browser is sent to: over TLS, or on this very machine as their API is in tests. */
function lienSur(lien: string | null | undefined, base: string): string | null {
  if (!lien || !URL.canParse(lien)) return null;
  const { protocol, hostname } = new URL(lien);
  const api = new URL(base);
  const locale = protocol === 'http:' && api.protocol === 'http:' && api.hostname === hostname;
  return protocol === 'https:' || locale ? lien : null;
}

/** Yousign, version 3 of its API. One request holds one document and one signatory. */
export class Yousign extends PrestataireDeSignature {
  readonly code = 'yousign';
  readonly nom = 'Yousign';
  private readonly client: ClientHttp;

  constructor(private readonly options: OptionsYousign) {
    super();
    this.client = new ClientHttp(options.adresse, options.cle);
  }

  /** Draft, document, signatory, activation: each step that an interrupted attempt had done is found again, and not redone. */
  async ouvrir(demande: DemandeAuPrestataire, signal: AbortSignal): Promise<DemandeOuverte> {
    const reference = (await this.retrouver(demande.cle, signal)) ?? (await this.creer(demande, signal));
    const lue = await this.detail(reference, signal);
    if (!lue) throw new PrestataireInjoignable('la demande vient de disparaître');
    const document = lue.documents[0]?.id ?? (await this.deposer(reference, demande, signal));
    if (lue.signers.length === 0) await this.ajouterSignataire(reference, document, demande, signal);
    if (lue.status === 'draft') await this.activer(reference, signal);
    const active = await this.detail(reference, signal);
    if (active?.status === 'draft') throw new DemandeRejetee('la demande ne s’active pas');
    return { reference, lien: await this.lienDe(reference, active?.signers[0]?.id ?? '', signal) };
  }

  async retrouver(cle: string, signal: AbortSignal): Promise<string | null> {
    const chemin = `/signature_requests?external_id[eq]=${encodeURIComponent(cle)}&limit=100`;
    const { data } = await this.json<{ data?: { id: string; status: string; external_id?: string | null }[] }>(
      this.voir(chemin, signal),
    );
    // Filtered again here: a server that ignored the filter would hand over the request of somebody else.
    const notres = (data ?? []).filter((d) => d.external_id === cle);
    // A draft that a lost answer left beside the request commits nobody.
    return (notres.find((d) => d.status !== 'draft') ?? notres[0])?.id ?? null;
  }

  async lire(reference: string, signal: AbortSignal): Promise<EtatLu> {
    const lue = await this.detail(reference, signal);
    if (!lue) return { constat: 'ANNULEE', motif: null };
    const constat = CONSTATS[lue.status];
    if (!constat) throw new PrestataireInjoignable('état inconnu');
    const motif = lue.decline_information?.reason?.trim().slice(0, MOTIF_MAX);
    return { constat, motif: motif === undefined || motif === '' ? null : motif };
  }

  async telecharger(reference: string, signal: AbortSignal): Promise<FichiersRecus> {
    const lue = await this.detail(reference, signal);
    const [document, signataire] = [lue?.documents[0]?.id ?? '', lue?.signers[0]?.id ?? ''];
    const fichier = `${racine(reference)}/documents/${encodeURIComponent(document)}/download`;
    const { octets } = await this.client.appeler(this.voir(fichier, signal));
    const suivi = `${racine(reference)}/signers/${encodeURIComponent(signataire)}/audit_trails/download`;
    // The trail is written after the signature: a moment without it is no failure of the signature.
    const preuve = await this.client.appeler({ ...this.voir(suivi, signal), admis: [404] });
    return { document: octets, preuve: preuve.statut === 404 ? null : preuve.octets };
  }

  /** A draft is deleted, for it cannot be cancelled; what is over refuses both, and stays as it is. */
  async annuler(reference: string, signal: AbortSignal): Promise<void> {
    const lue = await this.detail(reference, signal);
    if (!lue) return;
    if (lue.status === 'draft') {
      await this.client.appeler({ ...this.voir(racine(reference), signal), methode: 'DELETE', admis: REFUS });
    } else {
      const corps = { json: { reason: 'other', custom_note: 'Demande abandonnée sur la plateforme.' } };
      await this.client.appeler({ ...this.ecrire(`${racine(reference)}/cancel`, signal), corps, admis: REFUS });
    }
  }

  authentifierAvis(corps: Buffer, entetes: IncomingHttpHeaders): string | null {
    const donnee = entetes[ENTETE];
    const attendue = `sha256=${createHmac('sha256', this.options.secretAvis).update(corps).digest('hex')}`;
    const [a, b] = [Buffer.from(typeof donnee === 'string' ? donnee : ''), Buffer.from(attendue)];
    if (a.length !== b.length || !timingSafeEqual(a, b)) return null;
    try {
      const avis = JSON.parse(corps.toString('utf8')) as { data?: { signature_request?: { id?: unknown } } } | null;
      const id = avis?.data?.signature_request?.id;
      return typeof id === 'string' ? id : '';
    } catch {
      return '';
    }
  }

  private async creer({ cle, titre }: DemandeAuPrestataire, signal: AbortSignal): Promise<string> {
    const json = {
      name: titre.slice(0, TITRE_MAX),
      delivery_mode: 'email',
      timezone: 'Europe/Paris',
      audit_trail_locale: 'fr',
      signers_allowed_to_decline: true,
      external_id: cle,
    };
    // Never asked twice at once: lost, its answer is found again under our key.
    const appel = { ...this.ecrire('/signature_requests', signal), corps: { json }, rejouable: false };
    return (await this.json<{ id: string }>(appel)).id;
  }

  private async deposer(reference: string, demande: DemandeAuPrestataire, signal: AbortSignal): Promise<string> {
    const formulaire = new FormData();
    formulaire.set('nature', 'signable_document');
    formulaire.set('file', new Blob([new Uint8Array(demande.pdf)], { type: 'application/pdf' }), demande.nomFichier);
    const appel = this.ecrire(`${racine(reference)}/documents`, signal);
    return (await this.json<{ id: string }>({ ...appel, corps: { formulaire }, rejouable: false })).id;
  }

  private async ajouterSignataire(
    reference: string,
    document: string,
    { nom, courriel, mobile, pages, retour }: DemandeAuPrestataire,
    signal: AbortSignal,
  ): Promise<void> {
    const json = {
      info: { ...prenomNom(nom), email: courriel, ...(mobile && { phone_number: mobile }), locale: 'fr' },
      signature_level: 'electronic_signature',
      signature_authentication_mode: mobile ? 'otp_sms' : 'otp_email',
      redirect_urls: { success: retour, error: retour, decline: retour },
      fields: [{ document_id: document, type: 'signature', page: pages, ...CADRE }],
    };
    const appel = { ...this.ecrire(`${racine(reference)}/signers`, signal), corps: { json }, rejouable: false };
    await this.client.appeler(appel);
  }

  private async lienDe(reference: string, signataire: string, signal: AbortSignal): Promise<string | null> {
    const chemin = `${racine(reference)}/signers/${encodeURIComponent(signataire)}`;
    const { signature_link } = await this.json<{ signature_link?: string | null }>(this.voir(chemin, signal));
    return lienSur(signature_link, this.options.adresse);
  }

  /** Refused, it may be because a lost answer had activated it: its state says so, and not this answer. */
  private async activer(reference: string, signal: AbortSignal): Promise<void> {
    const appel = this.ecrire(`${racine(reference)}/activate`, signal);
    await this.client.appeler({ ...appel, rejouable: false, admis: REFUS });
  }

  private async detail(reference: string, signal: AbortSignal): Promise<Demande | null> {
    const reponse = await this.client.appeler({ ...this.voir(racine(reference), signal), admis: [404] });
    if (reponse.statut === 404) return null;
    const { documents, signers, ...lue } = lireJson<Demande>(reponse.octets);
    return { ...lue, documents: documents ?? [], signers: signers ?? [] };
  }

  private async json<T>(appel: Appel): Promise<T> {
    return lireJson<T>((await this.client.appeler(appel)).octets);
  }

  private voir(chemin: string, signal: AbortSignal): Appel {
    return { methode: 'GET', chemin, rejouable: true, signal };
  }

  private ecrire(chemin: string, signal: AbortSignal): Appel {
    return { methode: 'POST', chemin, rejouable: true, signal };
  }
}

function lireJson<T>(octets: Buffer): T {
  try {
    const lu = JSON.parse(octets.toString('utf8')) as T | null;
    if (lu !== null && typeof lu === 'object') return lu;
  } catch {
    // Not JSON: as no answer.
  }
  throw new PrestataireInjoignable('réponse illisible');
}
