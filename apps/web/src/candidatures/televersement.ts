import { attendreSession, entetesOrganisme } from '../connexion/session.js';

export type IssueEnvoi = { ok: true } | { ok: false; message: string };

interface Reponse {
  errors?: { message: string }[];
}

const PERDU =
  'L’envoi a été interrompu. Rien n’est changé : vérifiez votre connexion, puis choisissez le fichier à nouveau.';

function messageDe(texte: string): string {
  try {
    return (JSON.parse(texte) as Reponse).errors?.[0]?.message ?? PERDU;
  } catch {
    return PERDU;
  }
}

function envoyer(adresse: string, corps: FormData, surProgres: (part: number) => void): Promise<XMLHttpRequest> {
  return new Promise((suite) => {
    const requete = new XMLHttpRequest();
    requete.open('POST', adresse);
    for (const [nom, valeur] of Object.entries(entetesOrganisme())) requete.setRequestHeader(nom, valeur);
    requete.upload.onprogress = (e) => e.lengthComputable && surProgres(e.loaded / e.total);
    requete.onloadend = () => suite(requete);
    requete.send(corps);
  });
}

/**
 * Sends a document of a file; one of the same code is replaced. `surProgres` receives the part sent, from 0 to 1.
 * XMLHttpRequest because fetch says nothing of what has left.
 */
export async function televerser(
  candidatureId: string,
  code: string,
  fichier: File,
  surProgres: (part: number) => void,
): Promise<IssueEnvoi> {
  const corps = new FormData();
  corps.append('fichier', fichier, fichier.name);
  const adresse = `/pieces/${candidatureId}/${encodeURIComponent(code)}`;
  let requete = await envoyer(adresse, corps, surProgres);
  if (requete.status === 401) {
    await attendreSession();
    requete = await envoyer(adresse, corps, surProgres);
  }
  return requete.status === 201 ? { ok: true } : { ok: false, message: messageDe(requete.responseText) };
}
