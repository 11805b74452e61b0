import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GrandLivre, type EcritureAPoster } from '@tdt/appels';
import { Retraits } from '@tdt/candidatures';
import { accepter, ETATS_PART_ECARTES, partsRetirables, type Decision } from '@tdt/domaine';
import { journaliser, nouvelId, type AgentConnu } from '@tdt/socle';
import { In, Not, type EntityManager } from 'typeorm';
import { Part } from './part.entity.js';
import { Scrutin } from './scrutin.entity.js';

/** A withdrawn file takes its shares with it: what they held goes back to each funder's envelope, in one lot. */
@Injectable()
export class RetraitDesParts implements OnModuleInit {
  constructor(private readonly retraits: Retraits) {}

  onModuleInit(): void {
    this.retraits.avantRetrait((tx, agent, candidatureId) => this.liberer(tx, agent, candidatureId));
  }

  private async liberer(tx: EntityManager, agent: AgentConnu, candidatureId: string): Promise<Decision<unknown>> {
    const parts = await tx.find(Part, {
      where: { candidatureId, etat: Not(In([...ETATS_PART_ECARTES])) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    const scrutins = await tx.find(Scrutin, {
      where: { etat: In(['OUVERT', 'CLOS']), point: { candidatureId } },
      relations: { point: true },
    });
    const verdict = partsRetirables(parts, scrutins.length > 0);
    if (!verdict.ok) return verdict;
    const ecritures: EcritureAPoster[] = [];
    for (const part of parts) {
      await tx.update(Part, { id: part.id }, { etat: 'RETIREE', version: part.version + 1 });
      ecritures.push(...(await this.rendre(tx, part)));
      await journaliser(tx, {
        chaine: `part:${part.id}`,
        action: 'retirerCandidature',
        acteurId: agent.utilisateurId,
        objetType: 'part',
        objetId: part.id,
        donnees: { candidatureId },
      });
    }
    if (ecritures.length === 0) return accepter();
    const acte = { cle: nouvelId(), acteurId: agent.utilisateurId, operation: 'retirerCandidature' };
    return new GrandLivre(tx).poster(acte, ecritures);
  }

  private async rendre(tx: EntityManager, { id: partId, enveloppeId }: Part): Promise<EcritureAPoster[]> {
    const soldes = await new GrandLivre(tx).soldesPart(partId);
    const motif = 'Candidature retirée par son porteur';
    return (['RESERVE', 'VOTE'] as const).flatMap((de): EcritureAPoster[] => {
      const montant = soldes[de] ?? 0n;
      if (montant === 0n) return [];
      return [{ type: 'LIBERER', enveloppeId, partId, de, vers: 'DISPONIBLE', montant, motif }];
    });
  }
}
