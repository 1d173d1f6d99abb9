"""Questions with expected answers in, a report and a gate out.

The modules beside this one are what is run: `command.py` is `citewire eval`, `workplace.py` what
the Evaluation tab works with, and `python -m eval.NAME` measures one thing apart: `asking`,
`attribution`, `comparison`, `cleaning_report`, `follow_up`, `variants`. The packages, from what
knows least to what knows most:

- `metrics`: every metric with its definition, its source and a worked example
- `samples`: questions with what is expected, read, written and edited
- `runs`: a collection made ready, every sample asked and measured, the run kept
- `baselines`: what the last accepted run measured, and the gate
- `report`: a run for the terminal, in Markdown, as a page, as files
- `benchmarks`: public question sets, and speed
- `labels`: what the measurements apart are labelled with
"""
