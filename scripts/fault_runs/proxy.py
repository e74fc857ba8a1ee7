"""A TCP proxy that can go silent, as a lost network does: nothing gets through, nothing is closed.

Run as a process of its own (`python3 proxy.py SERVER_PORT`), so that it shares no lock with the clients. It prints
its port, and obeys lines on standard input: `silence-old` (the connections of now), `silence-all` (those to come as
well), `talk` (new connections work; the old ones stay silent). When the program closes a silent connection, the one
to the server is closed as well, so that its locks are free.
"""

import asyncio
import subprocess
import sys


class State:
    """Connections of earlier epochs are silent, and all of them while `all_silent`."""

    epoch = 0
    all_silent = False
    open = 0


async def pump(reader, writer, born):
    while data := await reader.read(65536):
        if State.all_silent or State.epoch > born:
            continue
        writer.write(data)
        await writer.drain()


async def serve(client_reader, client_writer, server_port):
    born = State.epoch
    State.open += 1
    server_writer = None
    tasks = []
    try:
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", server_port)
        forward = asyncio.create_task(pump(client_reader, server_writer, born))
        back = asyncio.create_task(pump(server_reader, client_writer, born))
        tasks = [forward, back]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if back.done() and (State.all_silent or State.epoch > born):
            # The server gave it up; a client behind a lost network does not hear of it.
            await asyncio.wait([forward])
    except OSError:
        pass
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for writer in (client_writer, server_writer):
            if writer:
                writer.close()
        State.open -= 1


async def main(server_port):
    server = await asyncio.start_server(lambda r, w: serve(r, w, server_port), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    while line := (await commands.readline()).decode().strip():
        if line in ("silence-old", "talk"):
            State.epoch += 1
        State.all_silent = line == "silence-all"
        print(f"{line} {State.open}", flush=True)
    # Its master ended.


class Proxy:
    """The proxy as the runs use it."""

    def __init__(self, server_port):
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(server_port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.port = int(self.process.stdout.readline())

    def tell(self, command):
        """Sends a command and waits until it holds; how many connections were open."""
        print(command, file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline().split()[1])

    def end(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
