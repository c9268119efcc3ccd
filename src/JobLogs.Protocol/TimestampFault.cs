namespace JobLogs.Protocol;

/// <summary>Why a text isn't a time.</summary>
internal enum TimestampFault
{
    None,
    Form,
    Calendar,
    LeapSecond,
    Range,
}
