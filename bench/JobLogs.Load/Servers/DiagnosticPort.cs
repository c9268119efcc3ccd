using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace JobLogs.Load.Servers;

/// <summary>
/// Speaks the runtime's diagnostics protocol over the socket that every .NET process opens. A tracing session with the keyword
/// of heap collections makes the runtime collect, once, before the first event.
/// </summary>
internal static class DiagnosticPort
{
    private const ulong HeapCollectKeyword = 0x800000;
    private const uint Informational = 4;
    private const byte EventPipe = 2;
    private const byte CollectTracing2 = 3;
    private const byte StopTracing = 1;

    /// <summary>Makes a process run a full, blocking collection.</summary>
    public static async Task CollectGarbageAsync(int process)
    {
        var path = Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").FirstOrDefault()
            ?? throw new InvalidOperationException($"process {process} has no diagnostics socket in {Path.GetTempPath()}");
        using var session = await ConnectAsync(path);
        await session.SendAsync(Message(CollectTracing2, CollectPayload()));
        var answer = new byte[28];
        await session.ReceiveAsync(answer);
        var id = answer.AsMemory(20, 8).ToArray();

        // The events are of no use here, but must be read for the session to end; the collection is over when it has.
        var drained = DrainAsync(session);
        await Task.Delay(500);
        using (var stop = await ConnectAsync(path))
        {
            await stop.SendAsync(Message(StopTracing, id));
            await stop.ReceiveAsync(answer);
        }

        await drained;
    }

    private static async Task<Socket> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private static async Task DrainAsync(Socket session)
    {
        var buffer = new byte[64 * 1024];
        while (await session.ReceiveAsync(buffer) > 0)
        {
        }
    }

    private static byte[] CollectPayload()
    {
        using var payload = new MemoryStream();
        using var writer = new BinaryWriter(payload, Encoding.Unicode);
        writer.Write(16u);              // MiB of buffer
        writer.Write(1u);               // format: nettrace
        writer.Write(false);            // no rundown at the end
        writer.Write(1u);               // providers
        writer.Write(HeapCollectKeyword);
        writer.Write(Informational);
        WriteText(writer, "Microsoft-Windows-DotNETRuntime");
        WriteText(writer, "");
        return payload.ToArray();
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write(text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }

    private static byte[] Message(byte command, byte[] payload)
    {
        var message = new byte[20 + payload.Length];
        "DOTNET_IPC_V1\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        message[16] = EventPipe;
        message[17] = command;
        payload.CopyTo(message, 20);
        return message;
    }
}
