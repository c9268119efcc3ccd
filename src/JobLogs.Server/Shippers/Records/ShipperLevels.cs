using JobLogs.Protocol;

namespace JobLogs.Server.Shippers.Records;

/// <summary>The words, and numbers, that loggers have for levels beyond ours. An unknown one is INFO, and stays in the details.</summary>
internal static class ShipperLevels
{
    /// <summary>The level; INFO when nothing is said. False when the word is none.</summary>
    public static bool TryParse(string? text, out string level)
    {
        level = "INFO";
        switch (text?.ToUpperInvariant())
        {
            case null:
                return true;

            // Serilog's, and its short forms.
            case "VERBOSE" or "VRB" or "DBG":
                level = "DEBUG";
                return true;
            case "INF":
                return true;
            case "WRN":
                level = "WARNING";
                return true;
            case "ERR":
                level = "ERROR";
                return true;
            case "FTL":
                level = "CRITICAL";
                return true;

            // Syslog's (RFC 5424).
            case "NOTICE":
                return true;
            case "CRIT" or "ALERT" or "EMERG" or "EMERGENCY" or "PANIC":
                level = "CRITICAL";
                return true;

            // Pino's and Bunyan's.
            case "10" or "20":
                level = "DEBUG";
                return true;
            case "30":
                return true;
            case "40":
                level = "WARNING";
                return true;
            case "50":
                level = "ERROR";
                return true;
            case "60":
                level = "CRITICAL";
                return true;
            default:
                if (!LevelNames.TryParse(text, out var known))
                {
                    return false;
                }

                level = LevelNames.ToText(known);
                return true;
        }
    }
}
