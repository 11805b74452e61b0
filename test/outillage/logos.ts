import type { CleOrganisme, ClePersonne } from '../monde-donnees.js';
import type { Plateforme } from '../monde-client.js';

/** What a route of logos answered. */
export interface ReponseLogo {
  statut: number;
  empreinte?: string;
  code?: string;
  message?: string;
}

/** Gives a logo to an organisation, by its key or its id, or takes it away. */
export async function changerLogo(
  { url, monde }: Pick<Plateforme, 'url' | 'monde'>,
  qui: ClePersonne | null,
  organisme: CleOrganisme | (string & {}),
  image: Buffer | null,
): Promise<ReponseLogo> {
  const id = monde.organismes[organisme as CleOrganisme] ?? organisme;
  const headers = qui ? { authorization: `Bearer ${monde.jetons[qui]}` } : undefined;
  const body = new FormData();
  if (image) body.set('fichier', new Blob([new Uint8Array(image)]), 'logo');
  const envoi = image ? { method: 'PUT', body, headers } : { method: 'DELETE', headers };
  const reponse = await fetch(`${url}/documents/logos/${id}`, envoi);
  const texte = await reponse.text();
  const { empreinte, errors } = (texte === '' ? {} : JSON.parse(texte)) as {
    empreinte?: string;
    errors?: { message: string; extensions: { code: string } }[];
  };
  const [erreur] = errors ?? [];
  return { statut: reponse.status, empreinte, code: erreur?.extensions.code, message: erreur?.message };
}
