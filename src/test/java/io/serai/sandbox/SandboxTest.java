package io.serai.sandbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A running sandbox and a client for it, for the classes below. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SandboxTest {
    Sandbox sandbox;
    Client client;

    @BeforeAll
    void start() {
        sandbox = Sandbox.start();
        client = new Client(sandbox.baseUrl());
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    /** JSON with single quotes, to keep the tests readable. */
    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }
}
