using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests.Operations;

/// <summary>What a unit of <c>Type=notify</c> waits for.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SystemdTests
{
    [Fact]
    public async Task The_server_says_when_it_is_ready_and_when_it_stops_and_its_log_stays_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-e2e-notify-").FullName;
        var path = Path.Combine(folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        await using var server = await ServerProcess.StartAsync(0, ("NOTIFY_SOCKET", path));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        (await HeardAsync(socket, patience.Token)).ShouldContain("READY=1");
        (await server.GetAsync("/health/ready")).GetProperty("status").GetString().ShouldBe("healthy");
        (await server.StopAsync()).ShouldBe(0);
        (await HeardAsync(socket, patience.Token)).ShouldContain("STOPPING=1");

        server.Said().ShouldAllBe(static line => !line.StartsWith('<'));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> HeardAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[256];
        var length = await socket.ReceiveAsync(buffer, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
