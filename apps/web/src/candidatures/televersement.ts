import { demander, entetesOrganisme } from '../connexion/session.js';

export type IssueEnvoi = { ok: true } | { ok: false; message: string };

interface Reponse {
  errors?: { message: string }[];
}

/** Small enough for a slow line to show progress and lose little when it breaks. */
const PARTIE = 1024 * 1024;
const ESSAIS = 5;
const PAUSE_MS = 2_000;

const PERDU =
  'L’envoi a été interrompu. Rien n’est changé : vérifiez votre connexion, puis choisissez le fichier à nouveau.';

class Refuse extends Error {}

/** One request of an upload; what the API refuses is said with its sentence, and not tried again. */
async function appeler(adresse: string, options: RequestInit): Promise<Response> {
  const entetes = { accept: 'application/json', ...entetesOrganisme(), ...options.headers };
  const reponse = await demander(adresse, { ...options, headers: entetes });
  if (reponse.ok) return reponse;
  if (reponse.status >= 500) throw new Error('service hors d’atteinte');
  const { errors } = (await reponse.json().catch(() => ({}))) as Reponse;
  throw new Refuse(errors?.[0]?.message ?? PERDU);
}

/** Tries again after a broken line: a few times, with a pause. */
async function obstinement<T>(geste: () => Promise<T>): Promise<T> {
  for (let essai = 1; ; essai += 1) {
    try {
      return await geste();
    } catch (erreur) {
      if (erreur instanceof Refuse || essai === ESSAIS) throw erreur;
      await new Promise((suite) => setTimeout(suite, PAUSE_MS));
    }
  }
}

/** Sends the parts in order; after a cut, from where the server says that it stands. */
async function envoyerParties(adresse: string, fichier: File, surProgres: (part: number) => void): Promise<void> {
  let recu = 0;
  while (recu < fichier.size) {
    recu = await obstinement(async () => {
      const etat = await appeler(adresse, { method: 'GET' });
      const { recu: debut } = (await etat.json()) as { recu: number };
      if (debut >= fichier.size) return debut;
      const fin = Math.min(debut + PARTIE, fichier.size);
      const plage = { 'Content-Range': `bytes ${debut}-${fin - 1}/${fichier.size}` };
      await appeler(adresse, {
        method: 'PUT',
        body: fichier.slice(debut, fin),
        headers: { 'content-type': 'application/octet-stream', ...plage },
      });
      return fin;
    });
    surProgres(recu / fichier.size);
  }
}

/**
 * Sends a document of a file, in parts that survive a broken line; one of the same code is replaced. `surProgres` receives
 * the part sent, from 0 to 1.
 */
export async function televerser(
  candidatureId: string,
  code: string,
  fichier: File,
  surProgres: (part: number) => void,
): Promise<IssueEnvoi> {
  try {
    const ouverture = await appeler(`/pieces/${candidatureId}/${encodeURIComponent(code)}/televersements`, {
      method: 'POST',
      body: JSON.stringify({ nom: fichier.name, taille: fichier.size }),
      headers: { 'content-type': 'application/json' },
    });
    const { adresse } = (await ouverture.json()) as { adresse: string };
    await envoyerParties(adresse, fichier, surProgres);
    await appeler(`${adresse}/fin`, { method: 'POST' });
    return { ok: true };
  } catch (erreur) {
    return { ok: false, message: erreur instanceof Refuse ? erreur.message : PERDU };
  }
}
