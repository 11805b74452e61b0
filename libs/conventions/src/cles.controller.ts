import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';

const CLES = `select kid, encode(publique, 'base64') as spki, vue_le as depuis from scellement_cle order by vue_le, kid`;
const CERTIFICATS = `select encode(sha256(cachet_certificat), 'hex') as empreinte,
    translate(encode(cachet_certificat, 'base64'), E'\\n', '') as certificat, min(figee_le) as depuis
  from convention where cachet_certificat is not null group by cachet_certificat order by 3, 1`;

/**
 * What whoever checks a convention without us must know: every key that has sealed QR codes (SPKI), every certificate whose
 * cachet was ever put on one (DER), both in base64. Former ones stay: what they sealed remains true.
 */
@Controller('documents/cles-conventions.json')
export class ClesConventionsController {
  constructor(private readonly source: DataSource) {}

  @Get()
  async cles(@Res() reponse: Response): Promise<void> {
    const [sceaux, cachets] = await Promise.all([this.source.query(CLES), this.source.query(CERTIFICATS)]);
    reponse.set('Cache-Control', 'public, max-age=300').json({ sceaux, cachets });
  }
}
