package io.serai.redis;

/**
 * How messages name the Redis that is used.
 *
 * @param nodes {@code host:port}, of several nodes separated by commas
 * @param setting where its address and password are set, for whoever has to mend them
 */
record RedisPlace(String nodes, String setting) {}
