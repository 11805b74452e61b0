import {
  ForbiddenException,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { peutEtreHabilite, type RequeteIdentifiee } from '@tdt/socle';

/** Who could never join anything is stopped before a single byte of his file is read. */
@Injectable()
export class PeutJoindre implements CanActivate {
  canActivate(contexte: ExecutionContext): boolean {
    const { agent } = contexte.switchToHttp().getRequest<RequeteIdentifiee>();
    if (!agent || agent.utilisateurId === null) throw new UnauthorizedException();
    const droits = [
      'joindrePiece',
      'saisirCandidatureRecue',
      'signerConvention',
      'enregistrerSignatureManuscrite',
    ] as const;
    if (!droits.some((droit) => peutEtreHabilite(agent, droit))) throw new ForbiddenException();
    return true;
  }
}
