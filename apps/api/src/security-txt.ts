import { ajouterJours, instantDeParis, jourDeParis } from '@tdt/domaine';
import { horlogeDuProcessus } from '@tdt/socle';
import type { NextFunction, Request, Response } from 'express';

const CHEMIN = '/.well-known/security.txt';
/** RFC 9116 advises less than a year: what is served is always fresh. */
const VALIDITE_JOURS = 180;

/** RFC 9116: where to report a weakness. The page of legal notices says whom to write to. */
export function servirSecurityTxt(adressePublique: string | null) {
  return (requete: Request, reponse: Response, suite: NextFunction): void => {
    if (requete.path !== CHEMIN || !['GET', 'HEAD'].includes(requete.method)) return suite();
    const origine = adressePublique ?? `${requete.protocol}://${requete.get('host') ?? 'localhost'}`;
    const fin = ajouterJours(jourDeParis(new Date(horlogeDuProcessus())), VALIDITE_JOURS);
    const lignes = [
      `Contact: ${origine}/mentions-legales#signaler`,
      `Expires: ${instantDeParis(fin).toISOString()}`,
      'Preferred-Languages: fr, en',
      ...(adressePublique ? [`Canonical: ${adressePublique}${CHEMIN}`] : []),
    ];
    reponse
      .type('text/plain')
      .set('Cache-Control', 'public, max-age=86400')
      .send(`${lignes.join('\n')}\n`);
  };
}
