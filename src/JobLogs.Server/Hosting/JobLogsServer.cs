using System.Net.Sockets;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Hosting;

/// <summary>The server's life: start, serve, stop. Whatever keeps it from starting is said in one line.</summary>
internal static class JobLogsServer
{
    private const int WrongSetting = 2;
    private const int CannotStart = 1;

    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>The exit code: 0 stopped, 1 can't start, 2 a setting is wrong.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var server = await ServerBuilder.BuildAsync(args, TimeProvider.System);
            await server.App.RunAsync();
            return 0;
        }
        catch (SettingException exception)
        {
            return Refuse(exception.Message, WrongSetting);
        }
        catch (OptionsValidationException exception)
        {
            return Refuse(string.Join(Environment.NewLine, exception.Failures), WrongSetting);
        }
        catch (StoreUnavailableException exception)
        {
            return Refuse("DATABASE_URL: " + exception.Message, CannotStart);
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            return Refuse("PORT: " + exception.Message + " Choose another with --port.", CannotStart);
        }
    }

    private static int Refuse(string text, int exitCode)
    {
        StartLog.Say("joblogs-server doesn't start. " + text);
        return exitCode;
    }
}
