using System.Net.Sockets;
using JobLogs.Server.Hosting;
using JobLogs.Server.Hosting.Databases;
using JobLogs.Server.Settings;
using JobLogs.Storage;
using Microsoft.Extensions.Options;

namespace JobLogs.Server;

/// <summary>The server's life: start, serve, stop. Whatever keeps it from starting is said in one line.</summary>
public static class JobLogsServer
{
    private const int WrongSetting = 2;
    private const int CannotStart = 1;

    /// <summary>Runs until it is told to stop, or carries out the command that the arguments begin with: keys, backup, restore or health.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="extend">
    /// Registers what this server has beside what every server has, by the calls of <see cref="ServerServiceCollectionExtensions"/>, and services that
    /// those need. It is called once, before anything is opened.
    /// </param>
    /// <returns>The exit code: 0 stopped, 1 can't start, 2 a setting is wrong.</returns>
    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection>? extend = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        RuntimeSettings.Apply();
        try
        {
            if (IsCommand(args))
            {
                return await RunCommandAsync(args, new ServiceCollection().AddDatabases(extend));
            }

            await using var server = await ServerBuilder.BuildAsync(args, TimeProvider.System, extend);
            await server.App.RunAsync();
            return 0;
        }
        catch (SettingException exception)
        {
            return Refuse(args, exception.Message, WrongSetting);
        }
        catch (OptionsValidationException exception)
        {
            return Refuse(args, string.Join(Environment.NewLine, exception.Failures), WrongSetting);
        }
        catch (RegistrationException exception)
        {
            return Refuse(args, exception.Message, CannotStart);
        }
        catch (StoreUnavailableException exception)
        {
            return Refuse(args, "DATABASE_URL: " + exception.Message, CannotStart);
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            return Refuse(args, "PORT: " + exception.Message + " Choose another with --port.", CannotStart);
        }
    }

    private static bool IsCommand(string[] args) =>
        args is [KeysCommand.Name or BackupCommand.Backup or BackupCommand.Restore or HealthCommand.Name, ..];

#pragma warning disable RS0030 // There is no logger yet, or any more, for these few words; and a command's words are for its terminal.
    private static Task<int> RunCommandAsync(string[] args, IServiceCollection services) => args[0] switch
    {
        KeysCommand.Name => KeysCommand.RunAsync(args, services, TimeProvider.System, Console.Out, Console.Error),
        HealthCommand.Name => HealthCommand.RunAsync(args, Console.Out),
        _ => BackupCommand.RunAsync(args, services, TimeProvider.System, Console.Error),
    };

    private static int Refuse(string[] args, string text, int exitCode)
    {
        Console.Error.WriteLine((IsCommand(args) ? "Nothing was done. " : "joblogs-server doesn't start. ") + text);
        return exitCode;
    }
#pragma warning restore RS0030
}
