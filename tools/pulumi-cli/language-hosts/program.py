"""Runs a Pulumi program in Python, as the language host beside it says by the environment."""

import asyncio
import os
import runpy
import sys
import traceback

import pulumi
import pulumi.runtime

# What the language host takes for "the user has been told".
TOLD_THE_USER = 32


def connect():
    pulumi.runtime.configure(
        pulumi.runtime.Settings(
            project=os.environ["PULUMI_PROJECT"],
            stack=os.environ["PULUMI_STACK"],
            monitor=os.environ["PULUMI_MONITOR"],
            engine=os.environ["PULUMI_ENGINE"],
            parallel=int(os.environ["PULUMI_PARALLEL"]),
            dry_run=os.environ["PULUMI_DRY_RUN"] == "true",
            organization=os.environ.get("PULUMI_ORGANIZATION"),
            root_directory=os.environ.get("PULUMI_ROOT_DIRECTORY"),
        )
    )


async def run(program):
    await pulumi.runtime.run_in_stack(lambda: load(program))


def load(program):
    # A folder has its program in __main__.py, and its modules beside that.
    folder = program if os.path.isdir(program) else os.path.dirname(program)
    sys.path.insert(0, os.path.abspath(folder))
    runpy.run_path(program, run_name="__main__")


def main():
    sys.argv = sys.argv[1:]
    connect()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(run(sys.argv[0]))
    except pulumi.RunError as error:
        pulumi.log.error(str(error))
        sys.exit(TOLD_THE_USER)
    except Exception:
        pulumi.log.error("The program failed with an unhandled exception:\n" + traceback.format_exc())
        sys.exit(TOLD_THE_USER)


main()
