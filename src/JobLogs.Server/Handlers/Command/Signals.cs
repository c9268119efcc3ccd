using System.Runtime.InteropServices;

namespace JobLogs.Server.Handlers.Command;

/// <summary>Signals to processes, which .NET can send none but the last of.</summary>
internal static partial class Signals
{
    /// <summary>Sends a signal; to a process that is gone, or another's, nothing happens.</summary>
    public static void Send(int process, int signal) => _ = SendNative(process, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendNative(int process, int signal);
}
