import requests
import asyncio
import websockets
import json

# 获取历史日志
response = requests.get(
    'http://localhost:8000/api/cronjobs/job123/logs',
    params={
        'level': 'INFO',
        'limit': 50,
        'search': 'error'
    }
)
logs = response.json()

# WebSocket实时日志
async def stream_logs():
    uri = 'ws://localhost:8000/api/cronjobs/job123/logs/ws'
    async with websockets.connect(uri) as ws:
        # 订阅
        await ws.send(json.dumps({
            "type": "subscribe",
            "types": ["log"],
            "filters": {"level": "ERROR"}
        }))
        
        # 接收消息
        async for message in ws:
            data = json.loads(message)
            print(f"日志: {data}")

asyncio.run(stream_logs())
