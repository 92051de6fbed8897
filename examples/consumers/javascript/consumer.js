// Prints the verdict of every run that ends. KAFKA=host:9092 node consumer.js
const {Kafka, logLevel} = require('kafkajs');
const {Kafka: binding} = require('cloudevents');

const kafka = new Kafka({brokers: [process.env.KAFKA || 'localhost:9092'], logLevel: logLevel.ERROR});
const consumer = kafka.consumer({groupId: process.env.GROUP || 'verdict-example-javascript'});
const latest = new Map(); // Of each run the last number: keep it in your database, with what you make of the events.

async function eachMessage({message}) {
  let event;
  try {
    const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, `${value}`]));
    event = binding.toEvent({key: `${message.key}`, headers, value: `${message.value}`});
  } catch (error) {
    return console.error('passed over, not readable:', error.message); // Throwing would hold up the partition.
  }
  if (!/^dev\.cdevents\.testsuiterun\.finished\./.test(event.type)) return; // Whatever its version; the rest passes.
  if (Number(event.sequence) <= (latest.get(event.partitionkey) || 0)) return; // It came before.
  latest.set(event.partitionkey, Number(event.sequence));
  const {verdict, counts, reason} = event.data.customData;
  console.log(`${event.partitionkey} ${verdict}: ${counts.passed} of ${counts.total} passed (${reason})`);
}

consumer.connect().then(() => consumer.subscribe({topic: 'verdict.events', fromBeginning: true}))
  .then(() => consumer.run({eachMessage}));
