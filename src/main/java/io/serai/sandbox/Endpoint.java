package io.serai.sandbox;

/** What answers one path and method. */
@FunctionalInterface
interface Endpoint {

    /**
     * Answers the whole reply.
     *
     * @throws ApiError when OpenAI would refuse the request
     */
    Reply answer(Call call);
}
