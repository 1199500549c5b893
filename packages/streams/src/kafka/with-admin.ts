import type { Admin, Kafka } from "kafkajs";

/** Asks with an admin client of its own: one that lives on keeps what it knew of leaders. */
export async function withAdmin<T>(kafka: Kafka, ask: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}
