import { analysisReply } from "../../app/api/analysis-schemas.ts";
import { createdReply, experimentReply } from "../../app/api/experiment-schemas.ts";
import { keyReply } from "../../app/api/key-schemas.ts";
import { ApiClient, type Reply } from "../client.ts";
import { begin, choose } from "../sign-in-site.ts";

/** A researcher's own account, and a key with which programs read. */
export class Researcher {
  readonly client: ApiClient;
  readonly secret: string;

  private constructor(client: ApiClient, secret: string) {
    this.client = client;
    this.secret = secret;
  }

  /** Signs in at the site's issuer by its account of that name, and makes a key. */
  static async arrive(url: string): Promise<Researcher> {
    const client = new ApiClient(url);
    const address = await begin(client);
    const issuer = { url: new URL(address).origin };
    await client.get(await choose({ issuer, web: { url } }, address, "researcher"));
    const wanted = { name: "Simulated study", scopes: ["analysis", "exports"], days: 1 };
    const { secret } = keyReply.parse(wellDone(await client.post("/api/v1/keys", wanted)));
    return new Researcher(client, secret);
  }

  /** @returns the experiment's id and the code of its participants' link. */
  async start(design: object): Promise<{ id: string; code: string }> {
    const { client } = this;
    const made = wellDone(await client.post("/api/v1/experiments", { design }));
    const { id } = createdReply.parse(made).experiment;
    const at = `/api/v1/experiments/${id}`;
    const { experiment } = experimentReply.parse(wellDone(await client.get(at)));
    const revision = experiment.versions.at(0)?.revision ?? 1;
    wellDone(await client.post(`${at}/start`, { revision }));
    return { id, code: experiment.code };
  }

  async close(id: string): Promise<void> {
    wellDone(await this.client.post(`/api/v1/experiments/${id}/close`));
  }

  /** Read by key. */
  async analysis(experiment: string) {
    return analysisReply.parse(
      wellDone(await this.#read(`/api/v1/analysis?experiment=${experiment}`)),
    );
  }

  /** One table of the export as CSV, by key. */
  async table(experiment: string, name: string): Promise<string> {
    const reply = await this.#read(
      `/api/v1/exports/table?name=${name}&format=csv&experiment=${experiment}`,
    );
    if (reply.status !== 200) throw new Error(`${name}: ${reply.status} ${reply.text}`);
    return reply.text;
  }

  #read(path: string): Promise<Reply> {
    const headers = { Authorization: `Bearer ${this.secret}` };
    return new ApiClient(this.client.base).get(path, { headers });
  }
}

function wellDone({ status, json, text }: Reply): unknown {
  if (status >= 300) throw new Error(`${status} ${text}`);
  return json;
}
