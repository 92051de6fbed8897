import {createGenerator} from 'ts-json-schema-generator';
import fs from 'fs';

// A type without fields is a map that may hold anything, such as the configuration of a topic.
function openMaps(schema) {
  if (schema === null || typeof schema !== 'object') return schema;
  const closed = schema.type === 'object' && schema.additionalProperties === false;
  if (closed && !Object.keys(schema.properties ?? {}).length) schema.additionalProperties = true;
  Object.values(schema).forEach(openMaps);
  return schema;
}

const kinds = fs.readFileSync('kinds.txt', 'utf8').trim().split('\n').map(line => line.split(' '));
const entries = kinds.map(([kind, module]) => `import type { I${kind} } from "${module}";\nexport type ${kind}_ = I${kind};`);
fs.writeFileSync('entry.ts', entries.join('\n'));
const generator = createGenerator({
  path: 'entry.ts', tsconfig: 'tsconfig.json', additionalProperties: false, skipTypeCheck: true, expose: 'none',
  topRef: false, jsDoc: 'none',
});
for (const [kind] of kinds) {
  fs.writeFileSync(`../${kind}.json`, JSON.stringify(openMaps(generator.createSchema(`${kind}_`))));
}
