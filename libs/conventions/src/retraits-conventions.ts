import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Retraits } from '@tdt/candidatures';
import { accepter, ETATS_CONVENTION_TOMBES } from '@tdt/domaine';
import { In, Not } from 'typeorm';
import { Convention } from './convention.entity.js';

/**
 * When an applicant withdraws a file, the draft of its convention falls with it. That no funder has committed its share is
 * checked by the conference, which knows the shares: a convention in signature has only committed ones.
 */
@Injectable()
export class RetraitsConventions implements OnModuleInit {
  constructor(private readonly retraits: Retraits) {}

  onModuleInit(): void {
    this.retraits.avantRetrait(async (tx, _agent, candidatureId) => {
      const debout = { candidatureId, etat: Not(In([...ETATS_CONVENTION_TOMBES])) };
      await tx.update(Convention, debout, { etat: 'CADUQUE' });
      return accepter();
    });
  }
}
