using System.Net;
using JobLogs.Server.Settings;

namespace JobLogs.Server.Hosting;

/// <summary>
/// <c>joblogs-server health</c>: asks the server that has the same settings whether it can do its work, for machines that have nothing else to
/// ask with, such as the container image.
/// </summary>
internal static class HealthCommand
{
    /// <summary>The command's name.</summary>
    public const string Name = "health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>Asks.</summary>
    /// <param name="args">The command line from <see cref="Name"/> on.</param>
    /// <param name="words">Where it is said what the server answered.</param>
    /// <returns>The exit code: 0 it can, 1 it can't, or doesn't answer.</returns>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static async Task<int> RunAsync(string[] args, TextWriter words)
    {
        var configuration = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = CommandLine.Normalise(args.Skip(1).ToArray()) }).Configuration;
        var address = new UriBuilder(Uri.UriSchemeHttp, Host(configuration["HOST"]), Port(configuration["PORT"]), "/health/ready").Uri;
        using var http = new HttpClient { Timeout = Patience };

        // By the name that every server answers to, wherever it listens.
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = "localhost" } };
        try
        {
            using var response = await http.SendAsync(request);
            await words.WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await words.WriteLineAsync($"{address} doesn't answer: {exception.Message}");
            return 1;
        }
    }

    private static string Host(string? host) => !IPAddress.TryParse(host, out var address) || address.Equals(IPAddress.Any) ? "127.0.0.1"
        : address.Equals(IPAddress.IPv6Any) ? "[::1]"
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    private static int Port(string? port) => string.IsNullOrEmpty(port) ? ListenSettings.DefaultPort
        : int.TryParse(port, out var number) && number is > 0 and < 65_536 ? number
        : throw new SettingException("PORT", $"'{port}' is no port to ask; write it as --port 8000.");
}
