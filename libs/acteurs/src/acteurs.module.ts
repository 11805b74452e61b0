import { Module } from '@nestjs/common';
import { ActeursResolver } from './acteurs.resolver.js';
import { ActeursService } from './acteurs.service.js';
import { Habilitation } from './habilitation.entity.js';
import { Organisme } from './organisme.entity.js';
import { Territoire } from './territoire.entity.js';
import { Utilisateur } from './utilisateur.entity.js';
import { Zonage } from './zonage.entity.js';

export const ENTITES_ACTEURS = [Territoire, Zonage, Organisme, Utilisateur, Habilitation];

@Module({ providers: [ActeursService, ActeursResolver], exports: [ActeursService] })
export class ActeursModule {}
