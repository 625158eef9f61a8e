import { useCallback, useEffect, useState } from 'react'
import type { YouthGroup, YouthGroupsResponse } from '../../../shared/api-young.ts'
import { endGroupLink, listYouthGroups, nameAdults, removeYoungPerson } from '../../api-young.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { MainPart } from '../../components/main-part.tsx'
import { Notice } from '../../components/notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { TopBar } from '../../components/top-bar.tsx'
import { Waiting } from '../../components/waiting.tsx'
import { startYoungView } from '../../components/young-view.ts'
import { PersonMenu } from '../enter/person-menu.tsx'
import { useSeat } from '../enter/seat.ts'
import { ErasePerson } from './erase-person.tsx'
import { LinkForm } from './link-form.tsx'
import { LinkRow } from './link-row.tsx'
import { AGE_BAND_NAMES } from './words.ts'
import './youth-groups.css'

/** The youth groups one looks after: who is responsible, how young people join, who is in. */
export function YouthGroupsPage() {
  const [found, setFound] = useState<YouthGroupsResponse | null>(null)
  const [problem, setProblem] = useState<string>()
  const look = useCallback(() => {
    listYouthGroups().then(setFound, (failure: Error) => setProblem(failure.message))
  }, [])
  useEffect(look, [look])
  return (
    <>
      <TopBar where="Youth groups" menu={<PersonMenu />} />
      <MainPart title="Youth groups" className="sheet youth">
        <h1>Youth groups</h1>
        <p className="lead">
          Young people join a group by a code, under a nickname. They see what is shared with their
          group and can comment. Each group needs two responsible adults.
        </p>
        {problem !== undefined && <Notice kind="problem">{problem}</Notice>}
        {found === null && problem === undefined && <Waiting words="Looking up…" lines={4} />}
        {found?.groups.length === 0 && (
          <Notice
            kind="info"
            title="No youth group yet"
            actions={<ButtonLink href="/directory">Open the directory</ButtonLink>}
          >
            Add a group of the kind “Youth group” to the directory. It then stands here.
          </Notice>
        )}
        {found?.groups.map((group) => (
          <GroupPart
            key={group.id}
            group={group}
            candidates={found.candidates}
            onChanged={look}
            onFound={setFound}
          />
        ))}
      </MainPart>
    </>
  )
}

interface GroupPartProps {
  group: YouthGroup
  candidates: YouthGroupsResponse['candidates']
  onChanged: () => void
  onFound: (found: YouthGroupsResponse) => void
}

function GroupPart({ group, candidates, onChanged, onFound }: GroupPartProps) {
  const { seat } = useSeat()
  const [isMaking, setMaking] = useState(false)
  const say = (failure: Error) => showToast({ words: failure.message, kind: 'problem' })
  return (
    <section className="youth-group" aria-labelledby={`group-${group.id}`}>
      <div className="youth-head">
        <h2 id={`group-${group.id}`}>{group.name}</h2>
        {seat.operations.includes('seeAsYoung') && (
          <Button onPress={() => startYoungView(group.id)}>
            See it as a young person<span className="visually-hidden"> of {group.name}</span>
          </Button>
        )}
      </div>
      {group.isFrozen && (
        <Notice kind="warn" title="This group is frozen">
          It has fewer than two responsible adults who can sign in. Nobody can join, and those who
          are in can only read.
        </Notice>
      )}
      <Adults
        group={group}
        candidates={candidates}
        onName={(adults) => nameAdults(group.id, { adults }).then(onFound, say)}
      />
      <div className="youth-part">
        <h3>Links and codes</h3>
        <ul className="youth-list" aria-label={`Links of ${group.name}`}>
          {group.links.map((link) => (
            <LinkRow
              key={link.id}
              group={group}
              link={link}
              onEnd={() => endGroupLink(group.id, link.id).then(onChanged, say)}
            />
          ))}
        </ul>
        {!group.isFrozen && !isMaking && (
          <Button icon="plus" onPress={() => setMaking(true)}>
            Make a link<span className="visually-hidden"> for {group.name}</span>
          </Button>
        )}
        {isMaking && (
          <LinkForm
            group={group}
            onMade={() => {
              setMaking(false)
              onChanged()
            }}
            onCancel={() => setMaking(false)}
          />
        )}
      </div>
      {group.people.length > 0 && (
        <div className="youth-part">
          <h3>Who is in</h3>
          <ul className="youth-list" aria-label={`Young people of ${group.name}`}>
            {group.people.map(({ id, name, ageBand }) => (
              <li key={id}>
                <span className="youth-words">{name}</span>
                <span>{AGE_BAND_NAMES[ageBand]}</span>
                <Button onPress={() => removeYoungPerson(group.id, id).then(onChanged, say)}>
                  Take out<span className="visually-hidden"> {name}</span>
                </Button>
                {seat.role === 'officer' && (
                  <ErasePerson
                    group={group.id}
                    person={{ id, name }}
                    onErased={onChanged}
                    onFailed={say}
                  />
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

interface AdultsProps {
  group: YouthGroup
  candidates: YouthGroupsResponse['candidates']
  onName: (adults: string[]) => void
}

function Adults({ group, candidates, onName }: AdultsProps) {
  const [chosen, setChosen] = useState('')
  const ids = group.adults.map(({ id }) => id)
  const others = candidates.filter(({ id }) => !ids.includes(id))
  const next = others.find(({ id }) => id === chosen)?.id ?? others[0]?.id
  return (
    <div className="youth-part">
      <h3>Responsible adults</h3>
      <ul className="youth-list" aria-label={`Responsible adults of ${group.name}`}>
        {group.adults.map(({ id, name }) => (
          <li key={id}>
            <span className="youth-words">{name}</span>
            {candidates.length > 0 && (
              <IconButton
                label={`${name} is no longer responsible`}
                icon="close"
                onPress={() => onName(ids.filter((each) => each !== id))}
              />
            )}
          </li>
        ))}
      </ul>
      {next !== undefined && (
        <div className="youth-add">
          <SelectField
            label={`Another adult for ${group.name}`}
            value={next}
            choices={others.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setChosen}
          />
          <Button icon="plus" onPress={() => onName([...ids, next])}>
            Add
          </Button>
        </div>
      )}
    </div>
  )
}
