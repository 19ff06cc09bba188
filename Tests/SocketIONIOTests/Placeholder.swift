// until the client is merged
