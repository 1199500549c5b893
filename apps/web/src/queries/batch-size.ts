/** So many questions go to the server in one request at most; it refuses more, because each is work. */
export const MAX_BATCH_SIZE = 20;
