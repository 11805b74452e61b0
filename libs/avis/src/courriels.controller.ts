import { Controller, Get, Inject, NotFoundException, Res } from '@nestjs/common';
import { ecrireInstant } from '@tdt/domaine';
import { envoyerPage, html, relire, type Html } from '@tdt/socle';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { Courriel } from './courriel.entity.js';
import { OPTIONS_AVIS, type OptionsAvis } from './options.js';
import type { CourrielRetenu } from './poste-retenue.js';

const COURRIELS_MONTRES = 100;

function ligne(texte: string): Html {
  const adresse = /^(.*?)(https?:\/\/\S+)$/.exec(texte);
  if (!adresse) return html`<p>${texte}</p>`;
  return html`<p>${adresse[1] ?? ''}<a href="${adresse[2] ?? ''}">${adresse[2] ?? ''}</a></p>`;
}

function article(sujet: string, entete: string, texte: string): Html {
  const lignes = texte.split('\n').filter((l) => l !== '');
  return html`<article>
    <h2>${sujet}</h2>
    <p>${entete}</p>
    ${lignes.map(ligne)}
  </article>`;
}

/** What would have left, for whoever tries the platform. Where mails do leave, in production always, there is no such page. */
@Controller('courriels')
export class CourrielsController {
  constructor(
    private readonly source: DataSource,
    @Inject(OPTIONS_AVIS) private readonly options: OptionsAvis,
  ) {}

  @Get()
  async montrer(@Res() reponse: Response): Promise<void> {
    if (!this.options.demonstration) throw new NotFoundException();
    const retenus = await this.source.manager.find(Courriel, {
      where: { etat: 'RETENU' },
      relations: { utilisateur: true },
      order: { finiLe: 'DESC', id: 'DESC' },
      take: COURRIELS_MONTRES,
    });
    const articles: Html[] = [];
    for (const { retenu, utilisateur, finiLe } of retenus) {
      const lu = retenu && (await relire(this.source, retenu));
      if (lu === null) continue;
      const { sujet, texte } = JSON.parse(lu) as CourrielRetenu;
      const a = utilisateur
        ? `${utilisateur.prenom} ${utilisateur.nom}, ${utilisateur.courriel}`
        : 'la personne invitée';
      articles.push(article(sujet, `À ${a}${finiLe ? `, le ${ecrireInstant(finiLe)}` : ''}`, texte));
    }
    envoyerPage(
      reponse,
      'Courriels de la démonstration',
      html`<p>Aucun serveur de courriel n’est réglé : voici ce qui serait parti, du plus récent au plus ancien.</p>
        ${articles.length === 0 ? html`<p>Rien encore.</p>` : articles}`,
    );
  }
}
