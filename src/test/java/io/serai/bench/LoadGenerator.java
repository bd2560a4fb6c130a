package io.serai.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The load generator, a process of its own: one {@link Load} a line comes in, one {@link LoadResult} a line goes out. */
final class LoadGenerator {
    private LoadGenerator() {}

    public static void main(String[] args) throws Exception {
        ObjectMapper json = new ObjectMapper();
        EventLoop loop = new NioEventLoopGroup(1).next();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            LoadResult result = new LoadRun(json.readValue(line, Load.class), loop).run();
            System.out.println(json.writeValueAsString(result));
        }
        System.exit(0);
    }
}
