import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { nouvelId } from '@tdt/socle';
import type { NextFunction, Request, Response } from 'express';

const PHRASES: Record<number, [code: string, message: string]> = {
  400: ['ENTREE_INVALIDE', 'La demande est mal formée.'],
  401: ['NON_AUTHENTIFIE', 'Connectez-vous pour continuer.'],
  403: ['INTERDIT', 'Votre habilitation ne permet pas cette opération.'],
  404: ['INTROUVABLE', 'Cette adresse n’existe pas ou n’est pas visible pour vous.'],
  405: ['REQUETE_INVALIDE', 'Cette méthode n’est pas admise à cette adresse.'],
  408: ['LIMITE_DEPASSEE', 'La demande a mis trop de temps à nous parvenir.'],
  413: ['LIMITE_DEPASSEE', 'La demande est trop volumineuse.'],
  415: ['ENTREE_INVALIDE', 'Envoyez du JSON (application/json).'],
  429: ['LIMITE_DEPASSEE', 'Vous avez fait trop de demandes en peu de temps : réessayez dans un moment.'],
  503: ['ERREUR_INTERNE', 'Le service ne répond pas : réessayez dans quelques minutes.'],
};

function corps(code: string, message: string, reste: object = {}): object {
  return { errors: [{ message, extensions: { code, chemin: '', ...reste } }] };
}

/** Ends a request at the door, with the shape of every other error. */
export function repondreErreur(reponse: Response, statut: number, code: string, message: string): void {
  reponse.status(statut).json(corps(code, message));
}

/** A body too large or not JSON: answered before any resolver, with the same shape as every other error. */
export function refuserCorps(erreur: unknown, _requete: Request, reponse: Response, suite: NextFunction): void {
  const statut = (erreur as { status?: unknown } | null)?.status;
  if (typeof statut !== 'number' || statut < 400 || statut >= 500) return suite(erreur);
  const [code, message] = PHRASES[statut] ?? ['ENTREE_INVALIDE', 'La demande est mal formée.'];
  reponse.status(statut).json(corps(code, message));
}

/** REST answers: our codes and sentences, nothing internal. GraphQL has its own gate (`formaterErreur`). */
@Catch()
export class FiltreHttp implements ExceptionFilter {
  private readonly journal = new Logger('Http');

  catch(erreur: unknown, hote: ArgumentsHost): void {
    if (hote.getType<string>() === 'graphql') throw erreur;
    const reponse = hote.switchToHttp().getResponse<Response>();
    if (erreur instanceof HttpException) {
      const precis = erreur.getResponse();
      const statut = erreur.getStatus();
      if (typeof precis === 'object' && ('etat' in precis || 'errors' in precis))
        return void reponse.status(statut).json(precis);
      const [code, message] = PHRASES[statut] ?? ['ENTREE_INVALIDE', 'La demande ne peut pas être traitée.'];
      return void reponse.status(statut).json(corps(code, message));
    }
    const reference = nouvelId();
    this.journal.error({ reference, err: erreur }, 'erreur interne');
    // A file already on its way can only be cut: whoever receives it sees that it is not whole.
    if (reponse.headersSent) return void reponse.destroy();
    reponse
      .status(500)
      .json(
        corps('ERREUR_INTERNE', `Une erreur interne nous empêche de répondre. Référence ${reference}.`, { reference }),
      );
  }
}
